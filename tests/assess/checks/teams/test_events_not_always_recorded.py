import pytest
from asking import ask_one
from collaboration import events

from pilotage.facts.finding import Outcome

CHECK = "teams.events_not_always_recorded"


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"BroadcastRecordingMode": "AlwaysDisabled"},
    ],
)
def test_passes_when_recording_is_left_to_the_organiser_or_off(settings):
    assert ask_one(CHECK, events(**settings)).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "settings",
    [
        {"BroadcastRecordingMode": "AlwaysEnabled"},
    ],
)
def test_fails_when_events_are_always_recorded(settings):
    assert ask_one(CHECK, events(**settings)).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "settings",
    [
        {"BroadcastRecordingMode": None},
        {"BroadcastRecordingMode": "Weekly"},
    ],
)
def test_the_mode_must_be_known(settings):
    assert ask_one(CHECK, events(**settings)).outcome is Outcome.NOT_ASSESSED


def test_a_custom_policy_may_differ():
    assert (
        ask_one(CHECK, events({"BroadcastRecordingMode": "AlwaysEnabled"})).outcome
        is Outcome.PASSED
    )


def test_without_the_org_wide_policy_nothing_is_concluded():
    snapshot = events(Identity="Tag:Sales")

    assert ask_one(CHECK, snapshot).outcome is Outcome.NOT_ASSESSED
