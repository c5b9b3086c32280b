import pytest
from asking import ask_one
from collaboration import sharepoint

from pilotage.facts.finding import Outcome

CHECK = "sharepoint.verification_codes_renewed"


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"EmailAttestationReAuthDays": 1},
        {"SharingCapability": 1},
        {"SharingCapability": 3},
        {"SharingCapability": 0, "EmailAttestationRequired": False},
        {"SharingCapability": 0, "EmailAttestationReAuthDays": 31},
    ],
)
def test_passes_when_codes_are_renewed_within_30_days_or_not_used(settings):
    assert ask_one(CHECK, sharepoint(**settings)).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "settings",
    [
        {"EmailAttestationRequired": False},
        {"EmailAttestationReAuthDays": 31},
        {"SharingCapability": 1, "EmailAttestationRequired": False},
        {"SharingCapability": 3, "EmailAttestationReAuthDays": 60},
    ],
)
def test_fails_when_codes_live_longer_wherever_guests_are_possible(settings):
    assert ask_one(CHECK, sharepoint(**settings)).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "settings",
    [
        {"EmailAttestationRequired": None},
        {"EmailAttestationReAuthDays": None},
        {"SharingCapability": None},
    ],
)
def test_what_is_unread_is_not_a_pass(settings):
    assert ask_one(CHECK, sharepoint(**settings)).outcome is Outcome.NOT_ASSESSED
