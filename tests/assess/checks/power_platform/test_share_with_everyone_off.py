import pytest
from asking import ask_one
from collaboration import environments

from pilotage.facts.finding import Outcome

CHECK = "power_platform.share_with_everyone_off"


@pytest.mark.parametrize(
    "settings",
    [
        {},
    ],
)
def test_passes_when_sharing_with_everyone_is_off(settings):
    assert ask_one(CHECK, environments(**settings)).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "settings",
    [
        {"powerPlatform": {"powerApps": {"disableShareWithEveryone": False}}},
    ],
)
def test_fails_when_apps_may_be_shared_with_everyone(settings):
    assert ask_one(CHECK, environments(**settings)).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "settings",
    [
        {"powerPlatform": {"powerApps": {"disableShareWithEveryone": None}}},
        {"powerPlatform": None},
        {"powerPlatform": {}},
    ],
)
def test_the_switch_must_be_known(settings):
    assert ask_one(CHECK, environments(**settings)).outcome is Outcome.NOT_ASSESSED
