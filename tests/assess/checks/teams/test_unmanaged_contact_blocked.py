import pytest
from asking import ask_one
from collaboration import federation

from pilotage.facts.finding import Outcome

CHECK = "teams.unmanaged_contact_blocked"


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"AllowTeamsConsumer": True},
        {"AllowTeamsConsumerInbound": True},
        {"AllowTeamsConsumer": None},
        {"AllowTeamsConsumer": False, "AllowTeamsConsumerInbound": None},
    ],
)
def test_passes_when_contact_or_its_start_from_outside_is_off(settings):
    assert ask_one(CHECK, federation(**settings)).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "settings",
    [
        {"AllowTeamsConsumer": True, "AllowTeamsConsumerInbound": True},
    ],
)
def test_fails_when_they_may_write_first(settings):
    assert ask_one(CHECK, federation(**settings)).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "settings",
    [
        {"AllowTeamsConsumer": True, "AllowTeamsConsumerInbound": None},
        {"AllowTeamsConsumer": None, "AllowTeamsConsumerInbound": True},
    ],
)
def test_both_switches_count(settings):
    assert ask_one(CHECK, federation(**settings)).outcome is Outcome.NOT_ASSESSED


@pytest.mark.parametrize("plans", ["Teams_GCC", ["MCOEV", "TEAMS_GCCHIGH"], ["TEAMS_AR_DOD"]])
def test_passes_in_government_clouds_where_the_feature_does_not_exist(plans):
    snapshot = federation(plans=plans, AllowTeamsConsumer=True, AllowTeamsConsumerInbound=True)

    assert ask_one(CHECK, snapshot).outcome is Outcome.PASSED


@pytest.mark.parametrize("plans", [["TEAMS1", "MCOEV"], []])
def test_other_plans_do_not_excuse(plans):
    snapshot = federation(plans=plans, AllowTeamsConsumer=True, AllowTeamsConsumerInbound=True)

    assert ask_one(CHECK, snapshot).outcome is Outcome.FAILED
