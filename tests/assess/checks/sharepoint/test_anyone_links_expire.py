import pytest
from asking import ask_one
from collaboration import sharepoint

from pilotage.facts.finding import Outcome

CHECK = "sharepoint.anyone_links_expire"


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"RequireAnonymousLinksExpireInDays": 1},
        {"SharingCapability": 0, "RequireAnonymousLinksExpireInDays": -1},
        {"SharingCapability": 1, "RequireAnonymousLinksExpireInDays": -1},
        {"SharingCapability": 3, "RequireAnonymousLinksExpireInDays": -1},
    ],
)
def test_passes_when_links_for_anyone_end_within_30_days_or_do_not_exist(settings):
    assert ask_one(CHECK, sharepoint(**settings)).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "settings",
    [
        {"RequireAnonymousLinksExpireInDays": 31},
        {"RequireAnonymousLinksExpireInDays": -1},
        {"RequireAnonymousLinksExpireInDays": 0},
    ],
)
def test_fails_when_links_for_anyone_live_longer(settings):
    assert ask_one(CHECK, sharepoint(**settings)).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "settings",
    [
        {"RequireAnonymousLinksExpireInDays": None},
        {"SharingCapability": None},
    ],
)
def test_what_is_unread_is_not_a_pass(settings):
    assert ask_one(CHECK, sharepoint(**settings)).outcome is Outcome.NOT_ASSESSED
