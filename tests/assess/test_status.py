"""The word follows the rules of the status, and every reason says who waits for whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from pilotage.assess.status import Failing, Gate, Known, Late, status
from pilotage.facts.clock import Clock
from pilotage.facts.forecast import Forecast
from pilotage.facts.readiness import State

NOW = datetime(2026, 11, 12, 9, 40, tzinfo=UTC)
CLOCK = Clock.of("Europe/London")
SPONSOR, LEAD = "Helen (executive sponsor)", "Maya (migration lead)"
NEXT = Gate("Go or no-go of wave 2", date(2026, 11, 13))
FAR = Gate("Go or no-go of wave 2", date(2026, 11, 20))
FAILS = Failing("support.roster_without_holes", "Nobody is on support.", LEAD, None, 3)
LATE = Late("CargoSoft gave no date.", "CargoSoft", "Maya waits for CargoSoft.", "H-1", 6)


def forecast(chance: float) -> Forecast:
    return Forecast(
        date(2026, 11, 12), 20, 30, 36, date(2026, 12, 18), chance, ((30, 100),), (), (), 7, 2000, 0
    )


HEALTHY = Known(
    forecast=forecast(0.9),
    deadline=date(2026, 12, 18),
    price="Each week costs 6 400 EUR.",
    failing=(),
    blocking=100,
    unknown=0,
    read_at=NOW - timedelta(minutes=15),
    late=(),
    gate=NEXT,
    sponsor=SPONSOR,
    lead=LEAD,
)


def judged(**changes: Any):
    return status(replace(HEALTHY, **changes), NOW, CLOCK)


def test_a_healthy_migration_is_on_track() -> None:
    found = judged()

    assert (found.state, found.reasons) == (State.ON_TRACK, ())


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        pytest.param({"forecast": forecast(0.8)}, State.ON_TRACK, id="sure-enough"),
        pytest.param({"forecast": forecast(0.79)}, State.AT_RISK, id="likely"),
        pytest.param({"forecast": forecast(0.49)}, State.OFF_TRACK, id="unlikely"),
        pytest.param({"deadline": date(2026, 11, 11)}, State.OFF_TRACK, id="date-missed"),
        pytest.param({"failing": (FAILS,)}, State.OFF_TRACK, id="fails-near-its-gate"),
        pytest.param(
            {"failing": (replace(FAILS, fix_on=date(2026, 11, 13)),)}, State.AT_RISK, id="fix-dated"
        ),
        pytest.param(
            {"failing": (replace(FAILS, fix_on=date(2026, 11, 14)),)},
            State.OFF_TRACK,
            id="fix-after-the-gate",
        ),
        pytest.param({"failing": (FAILS,), "gate": FAR}, State.ON_TRACK, id="gate-is-far"),
        pytest.param({"late": (LATE,)}, State.AT_RISK, id="late-ask"),
        pytest.param({"gate": replace(NEXT, missed=("G",))}, State.OFF_TRACK, id="gate-missed"),
        pytest.param({"unknown": 5}, State.ON_TRACK, id="few-unknown"),
        pytest.param({"unknown": 6}, State.AT_RISK, id="some-unknown"),
        pytest.param({"unknown": 26}, State.UNKNOWN, id="many-unknown"),
        pytest.param({"blocking": 0}, State.UNKNOWN, id="nothing-asked"),
        pytest.param({"read_at": NOW - timedelta(hours=25)}, State.UNKNOWN, id="read-long-ago"),
        pytest.param({"read_at": None}, State.UNKNOWN, id="never-read"),
    ],
)
def test_the_word_follows_the_rules(changes: dict[str, Any], word: State) -> None:
    found = judged(**changes)

    assert found.state is word
    assert (found.reasons == ()) is (word is State.ON_TRACK)


def test_at_most_three_reasons_come_in_the_order_of_their_effect() -> None:
    second = replace(FAILS, check="identity.mfa_enforced", severity=4)
    found = judged(failing=(FAILS, second), late=(LATE,), forecast=forecast(0.6), unknown=6)

    assert [each.source for each in found.reasons] == [
        "identity.mfa_enforced",
        "support.roster_without_holes",
        "2,000 simulated runs, seed 7",
    ]


def test_every_reason_says_who_waits_for_whom() -> None:
    found = judged(failing=(replace(FAILS, since=date(2026, 11, 6)),), forecast=forecast(0.6))

    assert [each.waits for each in found.reasons] == [
        f"Go or no-go of wave 2 on Fri 13 Nov 2026 waits for {LEAD} since Fri 6 Nov 2026."
        " No fix is dated.",
        f"The plan waits for {SPONSOR}.",
    ]


def test_an_unknown_status_keeps_the_last_known_word_and_its_date() -> None:
    last = ("At risk", NOW - timedelta(days=2))
    blind = replace(HEALTHY, read_at=None)

    assert status(blind, NOW, CLOCK, last).last == last
    assert status(HEALTHY, NOW, CLOCK, last).last is None
