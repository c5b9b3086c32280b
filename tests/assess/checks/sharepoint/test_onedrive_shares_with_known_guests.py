import pytest
from asking import ask_one
from collaboration import sharepoint

from pilotage.facts.finding import Outcome

CHECK = "sharepoint.onedrive_shares_with_known_guests"


@pytest.mark.parametrize(
    "settings",
    [
        {"ODBSharingCapability": 0},
        {"ODBSharingCapability": 3},
        {"ODBSharingCapability": None, "OneDriveSharingCapability": "Disabled"},
    ],
)
def test_passes_when_nobody_new_outside_is_shared_with(settings):
    assert ask_one(CHECK, sharepoint(**settings)).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "settings",
    [
        {"ODBSharingCapability": 1},
        {"ODBSharingCapability": 2},
        {"ODBSharingCapability": None, "OneDriveSharingCapability": 2},
    ],
)
def test_fails_when_somebody_new_outside_may_be_shared_with(settings):
    assert ask_one(CHECK, sharepoint(**settings)).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "settings",
    [
        {"ODBSharingCapability": None},
    ],
)
def test_the_slider_of_sharepoint_says_nothing_of_onedrive(settings):
    assert ask_one(CHECK, sharepoint(**settings)).outcome is Outcome.NOT_ASSESSED
