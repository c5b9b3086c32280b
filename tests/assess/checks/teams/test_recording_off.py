import pytest
from asking import ask_one
from collaboration import meetings

from pilotage.facts.finding import Outcome

CHECK = "teams.recording_off"


@pytest.mark.parametrize(
    "settings",
    [
        {},
    ],
)
def test_passes_when_recording_is_off(settings):
    assert ask_one(CHECK, meetings(**settings)).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "settings",
    [
        {"AllowCloudRecording": True},
    ],
)
def test_fails_when_everyone_may_record(settings):
    assert ask_one(CHECK, meetings(**settings)).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "settings",
    [
        {"AllowCloudRecording": None},
    ],
)
def test_the_switch_must_be_known(settings):
    assert ask_one(CHECK, meetings(**settings)).outcome is Outcome.NOT_ASSESSED


def test_a_custom_policy_may_differ():
    assert ask_one(CHECK, meetings({"AllowCloudRecording": True})).outcome is Outcome.PASSED


def test_without_the_org_wide_policy_nothing_is_concluded():
    snapshot = meetings(Identity="Tag:Sales")

    assert ask_one(CHECK, snapshot).outcome is Outcome.NOT_ASSESSED
