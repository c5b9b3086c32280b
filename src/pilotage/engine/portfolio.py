"""Every migration of a person on one list, the one that needs somebody first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pilotage.coordinate.booking import Booking, bookings
from pilotage.facts.date_change import DateChange
from pilotage.facts.engagement import Decision
from pilotage.facts.readiness import State
from pilotage.facts.stage import Stage
from pilotage.store.across import (
    outcomes_of_each,
    sections_of_each,
    values_of_each,
)
from pilotage.store.models import Engagement
from pilotage.store.runs import newest_of_each

WORDS = (State.OFF_TRACK, State.UNKNOWN, State.AT_RISK, State.ON_TRACK)
"""The worst first; what is unknown is looked at before what is at risk."""

RANKS = {word.value: rank for rank, word in enumerate(WORDS)}
UNJUDGED = State.UNKNOWN.value
SOON = timedelta(hours=72)


@dataclass(frozen=True)
class Line:
    """One migration as the portfolio shows it.

    ``reasons`` say what is wrong, and who waits for whom; ``waited_for`` holds
    for each who must act, and what is wrong. ``on_time`` is the chance of the deadline between
    0 and 1, None where it is not known.
    ``next_at`` is the start of the next change window of the plan, ``wave`` its number, of
    ``waves``. ``asked`` counts decisions that are due within a day or late. ``judged_at`` is when
    all this was found out, None where it never was.
    """

    engagement: Engagement
    word: str
    reasons: tuple[str, ...]
    waited_for: tuple[tuple[str, str], ...]
    lead: str
    on_time: float | None
    wave: int | None
    waves: int
    next_at: datetime | None
    passed: int
    failed: int
    unknown: int
    asked: int
    judged_at: datetime | None

    @property
    def stage(self) -> str:
        """Return the word for where the migration stands in its life."""
        return Stage(self.engagement.stage).title

    def soon(self, now: datetime) -> bool:
        """Tell whether a change window begins within three days."""
        return self.next_at is not None and self.next_at - now <= SOON


def portfolio(engagements: Sequence[Engagement]) -> tuple[Line, ...]:
    """Return a line per engagement, the worst first, in a fixed number of queries."""
    runs = newest_of_each(engagements)
    sections = sections_of_each(runs.values(), ("status", "plan", "forecast"))
    outcomes = outcomes_of_each(runs.values())
    values = values_of_each(engagements, ("person", "decision"))
    lines = []
    for each in engagements:
        run = runs.get(each.pk)
        known = sections[run.pk] if run else {}
        counts = outcomes[run.pk] if run else {}
        judged = (run.word, run.at) if run else (UNJUDGED, None)
        lines.append(_line(each, known, counts, values[each.pk], judged))
    return tuple(sorted(lines, key=_urgency))


def _line(
    engagement: Engagement,
    known: Mapping[str, Any],
    counts: Mapping[str, int],
    values: Mapping[str, tuple[Any, ...]],
    judged: tuple[str, datetime | None],
) -> Line:
    now = engagement.now
    windows = _windows(known.get("plan"))
    ahead = [(number, starts) for number, starts, _ in windows if starts >= now]
    reasons = (known.get("status") or {}).get("reasons", ())
    leads = [each.name for each in values["person"] if "lead" in each.roles]
    return Line(
        engagement,
        judged[0],
        tuple(f"{each['says']} {each['waits']}" for each in reasons),
        tuple((each["who"], each["says"]) for each in reasons),
        leads[0] if leads else "",
        (known.get("forecast") or {}).get("p_by_deadline"),
        ahead[0][0] if ahead else None,
        len(windows),
        ahead[0][1] if ahead else None,
        counts.get("passed", 0),
        counts.get("failed", 0),
        counts.get("not_assessed", 0),
        sum(_due(asked, now) for asked in values["decision"]),
        judged[1],
    )


def _due(asked: Decision, now: datetime) -> bool:
    by = asked.decide_by
    return asked.answered_on is None and by is not None and (by - now.date()).days <= 1


def _windows(plan: Mapping[str, Any] | None) -> list[tuple[int, datetime, datetime]]:
    """Return number, start and end of the waves that move anybody and have a window."""
    found = []
    for wave in (plan or {}).get("waves", ()):
        if wave["starts_at"] and wave["ends_at"] and sum(wave["kinds"].values()):
            starts, ends = (datetime.fromisoformat(wave[end]) for end in ("starts_at", "ends_at"))
            found.append((wave["number"], starts, ends))
    return sorted(found, key=lambda window: window[1])


def _urgency(line: Line) -> tuple[Any, ...]:
    never = line.next_at is None
    return (
        RANKS.get(line.word, 1),
        never,
        line.next_at.timestamp() if line.next_at else 0.0,
        str(line.engagement),
    )


def all_bookings(engagements: Sequence[Engagement]) -> tuple[Booking, ...]:
    """Return who is booked by which client, of all of them."""
    runs = newest_of_each(engagements)
    sections = sections_of_each(runs.values(), ("plan",))
    values = values_of_each(engagements, ("person", "duty"))
    found: list[Booking] = []
    for each in engagements:
        plan = sections[runs[each.pk].pk].get("plan") if each.pk in runs else None
        own = values[each.pk]
        found += bookings(each.client.name, own["person"], own["duty"], _windows(plan))
    return tuple(found)


def date_changes(engagements: Iterable[Engagement]) -> tuple[DateChange, ...]:
    """Return every date that moved, in all of them."""
    found = values_of_each(engagements, ("date_change",))
    return tuple(each for own in found.values() for each in own["date_change"])
