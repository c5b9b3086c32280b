import pytest
from asking import ask_one
from collaboration import meetings

from pilotage.facts.finding import Outcome

CHECK = "teams.colleagues_enter_directly"


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"AllowPSTNUsersToBypassLobby": True},
        {"AutoAdmittedUsers": "EveryoneInCompanyExcludingGuests"},
        {"AutoAdmittedUsers": "EveryoneInSameAndFederatedCompany"},
    ],
)
def test_passes_when_colleagues_are_admitted(settings):
    assert ask_one(CHECK, meetings(**settings)).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "settings",
    [
        {"AutoAdmittedUsers": "OrganizerOnly"},
        {"AutoAdmittedUsers": "InvitedUsers"},
        {"AutoAdmittedUsers": "Everyone"},
    ],
)
def test_fails_when_colleagues_wait_or_everyone_enters(settings):
    assert ask_one(CHECK, meetings(**settings)).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "settings",
    [
        {"AutoAdmittedUsers": None},
    ],
)
def test_the_choice_must_be_known(settings):
    assert ask_one(CHECK, meetings(**settings)).outcome is Outcome.NOT_ASSESSED


def test_a_custom_policy_may_differ():
    assert (
        ask_one(CHECK, meetings({"AutoAdmittedUsers": "OrganizerOnly"})).outcome is Outcome.PASSED
    )


def test_without_the_org_wide_policy_nothing_is_concluded():
    snapshot = meetings(Identity="Tag:Sales")

    assert ask_one(CHECK, snapshot).outcome is Outcome.NOT_ASSESSED
