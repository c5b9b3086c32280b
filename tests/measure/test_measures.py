"""Numbers stand on evidence: with n and interval where there is some, with no value where none."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from pilotage.facts.clock import Clock
from pilotage.facts.disruption import Disruption, Pulse
from pilotage.facts.engagement import Decision
from pilotage.facts.handoff import Handoff
from pilotage.measure.answering import acknowledgement_time, decision_latency, working_hours
from pilotage.measure.disruption import disruption_minutes_per_user
from pilotage.measure.measured import median_interval

LONDON = Clock.of("Europe/London")
MONDAY = datetime(2026, 11, 9, 9, tzinfo=UTC)


def test_people_without_an_event_lost_nothing_where_events_are_kept_r20() -> None:
    events = [
        Disruption(1, "ana", 40, "ticket"),
        Disruption(1, "ana", 20, "probe"),
        Disruption(2, "ben", 500, "ticket"),
    ]
    found = disruption_minutes_per_user(1, 4, events, ())

    assert (found.value, found.n) == (15, 4)
    assert found.low is not None
    assert found.high is not None
    assert found.low <= 15 <= found.high
    assert found.sources == ("1 ticket", "1 probe")


def test_a_pulse_counts_where_nothing_measures_r20() -> None:
    found = disruption_minutes_per_user(1, 40, (), [Pulse(1, "Sales", (10, 30), date(2026, 11, 9))])

    assert (found.value, found.n) == (20, 2)


def test_without_evidence_there_is_no_value_r20() -> None:
    found = disruption_minutes_per_user(1, 40, (), ())

    assert (found.value, found.n) == (None, 0)
    assert "not enough evidence" in found.says


def test_the_interval_is_the_same_every_time_d12() -> None:
    events = [Disruption(1, f"p{n}", n, "ticket") for n in range(20)]

    assert disruption_minutes_per_user(1, 30, events, ()) == disruption_minutes_per_user(
        1, 30, events, ()
    )


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        pytest.param(2, 2, id="within-a-day"),
        pytest.param(24, 8, id="over-night"),
        pytest.param(4 * 24 + 2, 34, id="to-friday"),
        pytest.param(7 * 24, 40, id="over-a-weekend"),
    ],
)
def test_only_working_hours_count(hours: int, expected: float) -> None:
    assert working_hours(MONDAY, MONDAY + timedelta(hours=hours), LONDON) == expected


def test_working_hours_follow_the_clock_of_the_client_over_its_change_to_winter() -> None:
    friday = datetime(2026, 10, 23, 15, tzinfo=UTC)  # 16:00 in London, summer time
    monday = datetime(2026, 10, 26, 10, tzinfo=UTC)  # 10:00 in London

    assert working_hours(friday, monday, LONDON) == 2


def test_the_latency_of_decisions_leaves_out_what_has_no_two_moments_r20() -> None:
    asked = Decision("A?", asked_at=MONDAY, answered_at=MONDAY + timedelta(hours=4))
    open_one = Decision("B?", asked_at=MONDAY)
    found = decision_latency([asked, open_one], LONDON)

    assert (found.value, found.n, found.low) == (4, 1, None)


def test_the_time_to_acknowledge_is_a_median_with_n_r20() -> None:
    asks = [
        Handoff("x", "y", "z", MONDAY, acknowledged_at=MONDAY + timedelta(hours=hours))
        for hours in (1, 2, 30)
    ]
    found = acknowledgement_time([*asks, Handoff("x", "y", "z", MONDAY)])

    assert (found.value, found.n) == (2, 3)


@pytest.mark.parametrize(
    ("n", "bounds"),
    [(5, (None, None)), (6, (0, 5)), (9, (1, 7)), (10, (1, 8)), (20, (5, 14))],
)
def test_the_interval_of_a_median_holds_with_95_percent(
    n: int, bounds: tuple[float | None, float | None]
) -> None:
    """Ranks as in tables of the sign test, counted from 0."""
    assert median_interval([float(each) for each in range(n)]) == bounds
