"""A hand-off has four steps in one order, and a clock that tells when nobody answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from pilotage.facts.errors import InputError
from pilotage.facts.handoff import STEPS, Handoff

ASKED = datetime(2026, 11, 6, 9, tzinfo=UTC)
ASK = Handoff("Give a date", "CargoSoft (demo)", "Maya Osei (demo)", ASKED, date(2026, 11, 10))


def test_the_steps_follow_one_another() -> None:
    found = ASK
    for place, step in enumerate(STEPS, start=1):
        found = found.step(step, ASKED + timedelta(days=place))

    assert found.state == "accepted"
    assert found.waits_for == ""


@pytest.mark.parametrize("step", STEPS[1:])
def test_no_step_can_be_left_out(step: str) -> None:
    with pytest.raises(InputError, match="what can follow is acknowledged"):
        ASK.step(step, ASKED)


def test_nothing_follows_on_accepted() -> None:
    done = replace(ASK, acknowledged_at=ASKED, delivered_at=ASKED, accepted_at=ASKED)

    with pytest.raises(InputError, match="nothing"):
        done.step("accepted", ASKED)


@pytest.mark.parametrize(("hours", "silent"), [(48, False), (49, True)])
def test_an_ask_is_unanswered_after_its_time(hours: int, silent: bool) -> None:
    assert ASK.unanswered(ASKED + timedelta(hours=hours)) is silent


def test_who_waits_for_whom_follows_the_step() -> None:
    read = ASK.step("acknowledged", ASKED)
    brought = read.step("delivered", ASKED)

    assert (read.waits_for, brought.waits_for) == (ASK.party, ASK.asker)


def test_late_is_what_was_due_and_is_not_delivered() -> None:
    assert ASK.late(date(2026, 11, 11))
    assert not ASK.late(date(2026, 11, 10))
    assert not replace(ASK, delivered_at=ASKED).late(date(2026, 11, 11))
