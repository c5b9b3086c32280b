"""One line of dates for all: waves, freezes, promises of vendors, messages, asks, decisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pilotage.facts.engagement import Engagement
from pilotage.facts.handoff import Handoff

LANES = ("IT", "Departments", "Vendors", "Messages", "Hand-offs", "Decisions")
"""Whose dates they are, in the order in which they are shown."""


@dataclass(frozen=True)
class Dated:
    """Something with a date: in which lane, who does it, and whether it is done or late.

    ``until`` is the last day, the first where it lasts one day. ``source`` is the kind and the
    key of what it was read from.
    """

    on: date
    until: date
    lane: str
    what: str
    who: str
    state: str
    source: str


@dataclass(frozen=True)
class WaveDays:
    """A wave as it is drawn: what people call it, its days, and how many people move."""

    title: str
    first: date
    last: date
    people: int
    number: int


def timeline(
    agreed: Engagement,
    waves: Sequence[WaveDays],
    handoffs: Iterable[tuple[str, Handoff]],
    today: date,
) -> tuple[Dated, ...]:
    """Return every date that anybody works towards, the earliest first."""
    found = [
        *_of_waves(waves, today),
        *_of_freezes(agreed, today),
        *_of_vendors(agreed, today),
        *_of_messages(agreed, waves, today),
        *_of_handoffs(handoffs, today),
        *_of_decisions(agreed, today),
    ]
    return tuple(sorted(found, key=lambda each: (each.on, LANES.index(each.lane), each.what)))


def _of_waves(waves: Iterable[WaveDays], today: date) -> Iterator[Dated]:
    for each in waves:
        state = "moved" if each.last < today else "now" if each.first <= today else "planned"
        what = f"{each.title}, {each.people:,} people"
        yield Dated(each.first, each.last, "IT", what, "", state, f"wave {each.number}")


def _of_freezes(agreed: Engagement, today: date) -> Iterator[Dated]:
    for each in agreed.freeze:
        who = "Everyone" if each.department == "*" else each.department
        state = "over" if each.last < today else "now" if each.first <= today else "planned"
        what = f"Frozen: {each.reason}" if each.reason else "Frozen"
        yield Dated(each.first, each.last, "Departments", what, who, state, "freeze")


def _of_vendors(agreed: Engagement, today: date) -> Iterator[Dated]:
    for each in agreed.vendor:
        due = each.needed_on or each.promised_on
        if due is None:
            continue
        on = each.delivered_on or each.promised_on or due
        state = _kept(on if each.delivered_on or each.promised_on else None, due, today)
        state = "delivered" if each.delivered_on else state
        yield Dated(due, max(due, on), "Vendors", each.service, each.name, state, "vendor")


def _kept(promised: date | None, due: date, today: date) -> str:
    if promised is None:
        return "no date"
    return "late" if promised > due or due < today else "promised"


def _of_messages(agreed: Engagement, waves: Sequence[WaveDays], today: date) -> Iterator[Dated]:
    """Yield each message once, seen from the first wave that is still to come."""
    anchor = next((each for each in waves if each.first >= today), waves[-1] if waves else None)
    if anchor is None:
        return
    for each in agreed.message:
        on = each.sent_on or anchor.first + timedelta(days=each.days)
        state = "sent" if each.sent_on else "late" if on < today else "planned"
        yield Dated(on, on, "Messages", each.title, each.audience, state, "message")


def _of_handoffs(handoffs: Iterable[tuple[str, Handoff]], today: date) -> Iterator[Dated]:
    for key, each in handoffs:
        on = each.due_on or each.asked_at.date()
        state = "late" if each.late(today) else each.state
        yield Dated(on, on, "Hand-offs", each.what, each.party, state, f"hand-off {key}")


def _of_decisions(agreed: Engagement, today: date) -> Iterator[Dated]:
    for each in agreed.decision:
        if on := each.decide_by:
            late = each.answered_on is None and on < today
            state = "late" if late else "answered" if each.answered_on else "open"
            yield Dated(on, on, "Decisions", each.question, each.decider, state, "decision")
