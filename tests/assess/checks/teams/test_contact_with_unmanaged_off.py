import pytest
from asking import ask_one
from collaboration import federation

from pilotage.facts.finding import Outcome

CHECK = "teams.contact_with_unmanaged_off"


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"AllowTeamsConsumerInbound": True},
    ],
)
def test_passes_when_contact_is_off(settings):
    assert ask_one(CHECK, federation(**settings)).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "settings",
    [
        {"AllowTeamsConsumer": True},
        {"AllowTeamsConsumer": True, "AllowTeamsConsumerInbound": True},
    ],
)
def test_fails_when_contact_is_on(settings):
    assert ask_one(CHECK, federation(**settings)).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "settings",
    [
        {"AllowTeamsConsumer": None},
    ],
)
def test_the_switch_must_be_known(settings):
    assert ask_one(CHECK, federation(**settings)).outcome is Outcome.NOT_ASSESSED


@pytest.mark.parametrize("plans", ["Teams_GCC", ["MCOEV", "TEAMS_GCCHIGH"], ["TEAMS_AR_DOD"]])
def test_passes_in_government_clouds_where_the_feature_does_not_exist(plans):
    snapshot = federation(plans=plans, AllowTeamsConsumer=True)

    assert ask_one(CHECK, snapshot).outcome is Outcome.PASSED


@pytest.mark.parametrize("plans", [["TEAMS1", "MCOEV"], []])
def test_other_plans_do_not_excuse(plans):
    snapshot = federation(plans=plans, AllowTeamsConsumer=True)

    assert ask_one(CHECK, snapshot).outcome is Outcome.FAILED
