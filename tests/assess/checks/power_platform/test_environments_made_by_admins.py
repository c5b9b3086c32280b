import pytest
from asking import ask_one
from collaboration import environments

from pilotage.facts.finding import Outcome

CHECK = "power_platform.environments_made_by_admins"


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"disableEnvironmentCreationByNonAdminUsers": "true"},
    ],
)
def test_passes_when_administrators_alone_may(settings):
    assert ask_one(CHECK, environments(**settings)).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "settings",
    [
        {"disableEnvironmentCreationByNonAdminUsers": False},
    ],
)
def test_fails_when_everyone_may(settings):
    assert ask_one(CHECK, environments(**settings)).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "settings",
    [
        {"disableEnvironmentCreationByNonAdminUsers": None},
    ],
)
def test_the_switch_must_be_known(settings):
    assert ask_one(CHECK, environments(**settings)).outcome is Outcome.NOT_ASSESSED
