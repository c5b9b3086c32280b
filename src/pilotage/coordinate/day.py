"""The day of one person: what only they can do, what waits for others, what runs alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any

from pilotage.facts.clock import lasting

ENDS_SOON = timedelta(days=7)
"""What somebody signed and what ends within a week is brought up."""

DONE = frozenset({"done", "dropped", "cancelled"})
Items = Mapping[str, Sequence[tuple[str, Any]]]
"""Values by kind, each with its key."""


class Group(Enum):
    """The three parts of a day, in order."""

    MINE = "Only you can do this"
    WAITING = "Waiting for somebody else"
    ALONE = "Happens on its own, tell me only if it fails"


@dataclass(frozen=True)
class Matter:
    """One thing of the day: what it is, why it is there, by when, and which item it is about."""

    group: Group
    says: str
    why: str
    state: str
    by: date | None = None
    kind: str = ""
    key: str = ""


@dataclass(frozen=True)
class Reader:
    """Whose day it is; somebody who ``leads`` also sees what waits for others."""

    name: str
    leads: bool


def matters(
    reader: Reader,
    items: Items,
    reasons: Iterable[tuple[str, str]],
    now: datetime,
    gaps: Iterable[str] = (),
) -> tuple[Matter, ...]:
    """Return everything of one migration that concerns the reader, the most urgent first.

    ``reasons`` of its state hold who must act, and what is wrong. ``gaps`` say what the lead
    has to fill, such as hours without anybody on duty.
    """
    today = now.date()
    found = [
        *_reasons(reader, reasons),
        *(Matter(Group.MINE, says, "You lead.", "off track") for says in gaps if reader.leads),
        *_decisions(reader, items.get("decision", ()), today),
        *_handoffs(reader, items.get("handoff", ()), now),
        *_tasks(reader, items.get("task", ()), today),
        *_ending(reader, items, today),
        *(_messages(items.get("message", ())) if reader.leads else ()),
    ]
    return tuple(sorted(found, key=urgency))


def urgency(matter: Matter) -> tuple[Any, ...]:
    """Return what orders matters: by group, then by day; what has no day stands last."""
    return list(Group).index(matter.group), matter.by or date.max, matter.says


def _reasons(reader: Reader, reasons: Iterable[tuple[str, str]]) -> Iterator[Matter]:
    for who, says in reasons:
        mine = who.partition(" (")[0] == reader.name
        if mine or reader.leads:
            group = Group.MINE if mine else Group.WAITING
            why = "It is why the migration has its state."
            yield Matter(group, says, why if mine else f"{who} must act. {why}", "off track")


def _decisions(
    reader: Reader, decisions: Iterable[tuple[str, Any]], today: date
) -> Iterator[Matter]:
    for key, asked in decisions:
        if asked.answered_on is not None:
            continue
        mine = asked.decider == reader.name
        if mine or reader.leads:
            why = "You decide." if mine else f"{asked.decider or 'Nobody'} decides."
            yield Matter(
                Group.MINE if mine else Group.WAITING,
                asked.question,
                why,
                _lateness(asked.decide_by, today),
                asked.decide_by,
                "decision",
                key,
            )


def _handoffs(reader: Reader, asked: Iterable[tuple[str, Any]], now: datetime) -> Iterator[Matter]:
    for key, handoff in asked:
        if not handoff.waits_for:
            continue
        mine = handoff.waits_for == reader.name
        if mine or reader.leads or handoff.asker == reader.name:
            late = handoff.late(now.date()) or handoff.unanswered(now)
            yield Matter(
                Group.MINE if mine else Group.WAITING,
                f"{handoff.waits_for}: {handoff.what}",
                _silence(handoff, now),
                "overdue" if late else "waiting",
                handoff.due_on,
                "handoff",
                key,
            )


def _silence(handoff: Any, now: datetime) -> str:
    length = now - handoff.asked_at
    since = f"{length.days} days" if length.days > 1 else lasting(length)
    holds = f" It holds {handoff.holds}." if handoff.holds else ""
    if handoff.unanswered(now):
        return f"No answer for {since}.{holds}"
    return f"Asked {since} ago, {handoff.state}.{holds}"


def _tasks(reader: Reader, tasks: Iterable[tuple[str, Any]], today: date) -> Iterator[Matter]:
    for key, task in tasks:
        if task.owner == reader.name and task.state not in DONE:
            state = _lateness(task.due, today)
            yield Matter(Group.MINE, task.title, "Your task.", state, task.due, "task", key)


def _ending(reader: Reader, items: Items, today: date) -> Iterator[Matter]:
    """Yield what the reader signed and what ends, or has ended, about now."""
    for kind, field in (("attestation", "check"), ("deviation", "check"), ("relaxation", "what")):
        for key, value in items.get(kind, ()):
            ends = value.ends if kind == "relaxation" else value.expires_on
            closed = kind == "relaxation" and value.closed_on is not None
            if value.who == reader.name and not closed and ends and ends - today <= ENDS_SOON:
                word = "ended" if ends < today else "ends"
                says = f"The {kind} of {getattr(value, field)} {word}"
                state = "expired" if ends < today else "soon"
                yield Matter(Group.MINE, says, "You signed it.", state, ends, kind, key)


def _messages(messages: Iterable[tuple[str, Any]]) -> Iterator[Matter]:
    for key, message in messages:
        if not message.approved_by and message.sent_on is None:
            says = f'Nobody approved the message "{message.title}"'
            why = f"It goes to {message.audience} on day {message.days:+d}."
            yield Matter(Group.WAITING, says, why, "open", None, "message", key)


def _lateness(by: date | None, today: date) -> str:
    if by is None:
        return "open"
    if by < today:
        return "overdue"
    return "soon" if by - today <= timedelta(days=1) else "open"
