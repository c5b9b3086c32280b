"""A runbook as iCalendar (RFC 5545): the window, the gates and the steps, in UTC."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event

from pilotage.facts.engagement import Engagement
from pilotage.facts.errors import InputError
from pilotage.facts.runbook import Gate, Item, Runbook, Step
from pilotage.runbook.owners import owner
from pilotage.runbook.phases import PHASES
from pilotage.runbook.timing import ends, timing_of


def write_ics(runbook: Runbook, engagement: Engagement, *, now: datetime) -> bytes:
    """Return a calendar with one event for the window and one per item.

    An event keeps its UID when the runbook is written again, so a calendar that imported the
    file replaces it. ``now`` becomes DTSTAMP. A gate is a moment: it has a start and no end.

    Raises:
        InputError: the plan has no dates for this wave.
    """
    if runbook.window is None:
        raise InputError(
            f"wave {runbook.wave} has no change window, so its runbook has no calendar.",
            fix="Add a [[window]] to engagement.toml and plan again.",
        )
    calendar = Calendar()
    calendar.add("prodid", "-//Pilotage//Runbook//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", runbook.title)
    opens, closes = runbook.window
    window = _event(runbook, engagement, "window", now)
    window.add("summary", f"Change window: {runbook.title}")
    window.add("dtstart", opens.astimezone(UTC))
    window.add("dtend", closes.astimezone(UTC))
    window.add("description", timing_of(runbook).says)
    calendar.add_component(window)
    for event in _events(runbook, engagement, opens, now):
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def _events(
    runbook: Runbook, engagement: Engagement, opens: datetime, now: datetime
) -> Iterator[Event]:
    for item in runbook.items:
        event = _event(runbook, engagement, item.key, now)
        event.add("summary", item.title if isinstance(item, Gate) else _summary(item, runbook))
        event.add("dtstart", (opens + item.starts).astimezone(UTC))
        if isinstance(item, Step):
            event.add("dtend", (opens + ends(item)).astimezone(UTC))
        event.add("description", _description(item, runbook))
        event.add("categories", [PHASES[item.phase].title])
        yield event


def _event(runbook: Runbook, engagement: Engagement, key: str, now: datetime) -> Event:
    migration = engagement.migration
    event = Event()
    name = f"pilotage:{migration.client}:{migration.name}:{runbook.wave}:{key}"
    event.add("uid", str(uuid5(NAMESPACE_URL, name)))
    event.add("dtstamp", now.astimezone(UTC))
    return event


def _summary(step: Step, runbook: Runbook) -> str:
    return f"{step.title} ({owner(runbook, step.owner)})"


def _description(item: Item, runbook: Runbook) -> str:
    if isinstance(item, Gate):
        signed = f"{owner(runbook, item.business)}; {owner(runbook, item.technical)}"
        lines = [f"Signed by {signed}", *(f"- {each.says}" for each in item.criteria)]
        return "\n".join([*lines, f"If nobody answers: {item.if_silent}"])
    back = f"Way back: {item.undo}" if item.reversible else "No way back after this."
    parts = [item.detail, f"Proof: {item.verify}", back]
    return "\n".join(part for part in parts if part)
