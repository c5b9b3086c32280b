import pytest
from asking import ask_one
from collaboration import meetings

from pilotage.facts.finding import Outcome

CHECK = "teams.strangers_wait_in_lobby"


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"AutoAdmittedUsers": "EveryoneInCompanyExcludingGuests"},
        {"AutoAdmittedUsers": "EveryoneInSameAndFederatedCompany"},
        {"AutoAdmittedUsers": "InvitedUsers"},
        {"AutoAdmittedUsers": "OrganizerOnly"},
    ],
)
def test_passes_when_strangers_and_callers_wait(settings):
    assert ask_one(CHECK, meetings(**settings)).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "settings",
    [
        {"AutoAdmittedUsers": "Everyone"},
        {"AllowPSTNUsersToBypassLobby": True},
        {"AutoAdmittedUsers": None, "AllowPSTNUsersToBypassLobby": True},
    ],
)
def test_fails_when_everyone_or_callers_walk_in(settings):
    assert ask_one(CHECK, meetings(**settings)).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "settings",
    [
        {"AutoAdmittedUsers": None},
        {"AllowPSTNUsersToBypassLobby": None},
    ],
)
def test_both_choices_must_be_known(settings):
    assert ask_one(CHECK, meetings(**settings)).outcome is Outcome.NOT_ASSESSED


def test_a_custom_policy_may_differ():
    assert ask_one(CHECK, meetings({"AutoAdmittedUsers": "Everyone"})).outcome is Outcome.PASSED


def test_without_the_org_wide_policy_nothing_is_concluded():
    snapshot = meetings(Identity="Tag:Sales")

    assert ask_one(CHECK, snapshot).outcome is Outcome.NOT_ASSESSED
