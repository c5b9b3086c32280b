import pytest
from asking import ask_one
from collaboration import meetings

from pilotage.facts.finding import Outcome

CHECK = "teams.outsiders_cannot_take_control"


@pytest.mark.parametrize(
    "settings",
    [
        {},
    ],
)
def test_passes_when_the_policy_says_no(settings):
    assert ask_one(CHECK, meetings(**settings)).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "settings",
    [
        {"AllowExternalParticipantGiveRequestControl": True},
        {"AllowExternalParticipantGiveRequestControl": "True"},
    ],
)
def test_fails_when_the_org_wide_policy_allows_it(settings):
    assert ask_one(CHECK, meetings(**settings)).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "settings",
    [
        {"AllowExternalParticipantGiveRequestControl": None},
    ],
)
def test_the_switch_must_be_known(settings):
    assert ask_one(CHECK, meetings(**settings)).outcome is Outcome.NOT_ASSESSED


def test_one_custom_policy_is_enough_to_fail():
    snapshot = meetings({}, {"AllowExternalParticipantGiveRequestControl": True})

    finding = ask_one(CHECK, snapshot)

    assert finding.outcome is Outcome.FAILED
    assert "1 of 3" in finding.says
    assert "Tag:1" in finding.says


def test_a_known_offender_fails_although_another_policy_is_unread():
    snapshot = meetings(
        {"AllowExternalParticipantGiveRequestControl": None},
        AllowExternalParticipantGiveRequestControl=True,
    )

    assert ask_one(CHECK, snapshot).outcome is Outcome.FAILED
