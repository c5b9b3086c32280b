import pytest
from asking import ask_one
from collaboration import sharepoint

from pilotage.facts.finding import Outcome

CHECK = "sharepoint.sharepoint_shares_with_known_guests"


@pytest.mark.parametrize(
    "settings",
    [
        {"SharingCapability": 0},
        {"SharingCapability": 3},
        {"SharingCapability": "3"},
        {"SharingCapability": "Disabled"},
        {"SharingCapability": "ExistingExternalUserSharingOnly"},
    ],
)
def test_passes_when_nobody_new_outside_is_shared_with(settings):
    assert ask_one(CHECK, sharepoint(**settings)).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "settings",
    [
        {"SharingCapability": 1},
        {"SharingCapability": 2},
        {"SharingCapability": "ExternalUserSharingOnly"},
        {"SharingCapability": "ExternalUserAndGuestSharing"},
    ],
)
def test_fails_when_somebody_new_outside_may_be_shared_with(settings):
    assert ask_one(CHECK, sharepoint(**settings)).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "settings",
    [
        {"SharingCapability": None},
        {"SharingCapability": 7},
        {"SharingCapability": "Sometimes"},
    ],
)
def test_the_slider_must_be_known(settings):
    assert ask_one(CHECK, sharepoint(**settings)).outcome is Outcome.NOT_ASSESSED
