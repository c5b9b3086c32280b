import pytest
from asking import ask_one
from collaboration import client

from pilotage.facts.finding import Outcome

CHECK = "teams.email_to_channels_off"


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"plans": ["TEAMS1"]},
    ],
)
def test_passes_when_mail_stays_out(settings):
    assert ask_one(CHECK, client(**settings)).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "settings",
    [
        {"AllowEmailIntoChannel": True},
    ],
)
def test_fails_when_mail_reaches_channels(settings):
    assert ask_one(CHECK, client(**settings)).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "settings",
    [
        {"AllowEmailIntoChannel": None},
    ],
)
def test_the_switch_must_be_known(settings):
    assert ask_one(CHECK, client(**settings)).outcome is Outcome.NOT_ASSESSED


@pytest.mark.parametrize("plans", ["Teams_GCC", ["MCOEV", "TEAMS_GCCHIGH"], ["TEAMS_AR_DOD"]])
def test_passes_in_government_clouds_where_the_feature_does_not_exist(plans):
    snapshot = client(plans=plans, AllowEmailIntoChannel=True)

    assert ask_one(CHECK, snapshot).outcome is Outcome.PASSED


@pytest.mark.parametrize("plans", [["TEAMS1", "MCOEV"], []])
def test_other_plans_do_not_excuse(plans):
    snapshot = client(plans=plans, AllowEmailIntoChannel=True)

    assert ask_one(CHECK, snapshot).outcome is Outcome.FAILED
