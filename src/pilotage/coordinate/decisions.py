"""Decisions: which are open, how much time is left, what holds in silence, how long they took."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta, tzinfo
from statistics import median

from pilotage.facts.clock import aware, lasting, zone_named
from pilotage.facts.engagement import Decision
from pilotage.facts.errors import InputError

END_OF_DAY = time(17)
"""A question of a day is answered by five in the afternoon of the client."""

OPEN, LATE, BY_DEFAULT, ANSWERED = "open", "late", "answered by silence", "answered"


@dataclass(frozen=True)
class Asked:
    """A decision as it stands now.

    ``left`` is the time until it must be answered, negative when it is late, None without a day.
    ``answer`` is what holds: the answer given, or the default once the time is over.
    """

    key: str
    decision: Decision
    state: str
    left: timedelta | None
    answer: str
    latency: timedelta | None = None

    @property
    def open(self) -> bool:
        """Tell whether somebody still has to answer."""
        return self.state in (OPEN, LATE)

    @property
    def waiting_costs(self) -> float | None:
        """Return what being late has cost so far, None where nobody said what waiting costs."""
        if self.decision.delay_costs is None or self.left is None:
            return None
        weeks = max(-self.left, timedelta()) / timedelta(weeks=1)
        return round(self.decision.delay_costs * weeks, 2)


def asked(
    decisions: Iterable[tuple[str, Decision]], now: datetime, zone_name: str
) -> tuple[Asked, ...]:
    """Return every decision as it stands: what is open first, by the time that is left."""
    zone = zone_named(zone_name) or UTC
    found = [_asked(key, each, now, zone) for key, each in decisions]
    return tuple(
        sorted(found, key=lambda each: (not each.open, each.left is None, each.left, each.key))
    )


def answered(decision: Decision, answer: str, who: str, now: datetime) -> Decision:
    """Return the decision with its answer; a number names one of the options.

    Raises:
        InputError: it was answered already, or the answer is empty.
    """
    if decision.answered_on:
        raise InputError(
            f"this was answered on {decision.answered_on}: {decision.answer}",
            fix="Ask a new question to change it.",
        )
    text = answer.strip()
    if text.isdecimal() and 1 <= int(text) <= len(decision.option):
        text = decision.option[int(text) - 1].answer
    if not text:
        raise InputError("an answer is needed", where="answer")
    return replace(decision, answer=text, answered_on=now.date(), answered_at=now, answered_by=who)


def time_left(each: Asked) -> str:
    """Return the time until the answer is due in words, such as ``12 d`` or ``late by 6 d``."""
    if each.left is None or not each.open:
        return ""
    days, rest = divmod(abs(each.left), timedelta(days=1))
    hours = rest // timedelta(hours=1)
    told = f"{days} d" + (f" {hours} h" if hours else "") if days else lasting(rest)
    return f"late by {told}" if each.left < timedelta() else told


def median_latency(found: Iterable[Asked]) -> timedelta | None:
    """Return the median time from question to answer; None while none was measured."""
    known = [each.latency.total_seconds() for each in found if each.latency is not None]
    return timedelta(seconds=median(known)) if known else None


def _asked(key: str, decision: Decision, now: datetime, zone: tzinfo) -> Asked:
    by = decision.decide_by
    due = aware(datetime.combine(by, END_OF_DAY), zone) if by else None
    left = due - now if due else None
    late = left is not None and left < timedelta()
    if decision.answered_on:
        took = (
            decision.answered_at - decision.asked_at
            if decision.answered_at and decision.asked_at
            else None
        )
        return Asked(key, decision, ANSWERED, left, decision.answer, took)
    if late and decision.default:
        return Asked(key, decision, BY_DEFAULT, left, decision.default)
    return Asked(key, decision, LATE if late else OPEN, left, "")
