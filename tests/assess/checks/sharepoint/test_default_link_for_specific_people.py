import pytest
from asking import ask_one
from collaboration import sharepoint

from pilotage.facts.finding import Outcome

CHECK = "sharepoint.default_link_for_specific_people"


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"DefaultSharingLinkType": "Direct"},
        {"SharingCapability": 0},
    ],
)
def test_passes_when_specific_people_come_first(settings):
    assert ask_one(CHECK, sharepoint(**settings)).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "settings",
    [
        {"DefaultSharingLinkType": 0},
        {"DefaultSharingLinkType": 2},
        {"DefaultSharingLinkType": 3},
        {"SharingCapability": 0, "DefaultSharingLinkType": "Internal"},
    ],
)
def test_fails_when_another_link_comes_first(settings):
    assert ask_one(CHECK, sharepoint(**settings)).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "settings",
    [
        {"DefaultSharingLinkType": None},
    ],
)
def test_the_default_must_be_known(settings):
    assert ask_one(CHECK, sharepoint(**settings)).outcome is Outcome.NOT_ASSESSED
