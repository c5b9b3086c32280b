"""Progress of a demo client since its first day: questions answered, fixes dated, days kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from pilotage.demo.workspace import Client
from pilotage.facts.actor import Actor
from pilotage.facts.engagement import Decision, Vendor
from pilotage.facts.signed import Deviation, NotApplicable
from pilotage.facts.task import Task
from pilotage.store import blocking, runs
from pilotage.store.items import items, save
from pilotage.store.models import Engagement, Run

BY = Actor("demo", "cli")
CARRIED_FOR = timedelta(days=60)
WHY_ASIDE = "not in the licence, or not used here; agreed with the client (demo)"
WHY_CARRIED = "repaired with the domain move (demo)"
DECIDED = "As recommended (demo)."


def settle(client: Client, engagement: Engagement, now: datetime) -> None:
    """Keep what the people of a client did about the findings of its first day."""
    first, today = runs.latest(engagement), now.date()
    for check in _set_aside(client, first):
        aside = NotApplicable(check, client.team[0], WHY_ASIDE, expires_on=today + CARRIED_FOR)
        save(engagement, "not_applicable", aside, BY)
    if client.fixes:
        kind = "task" if client.fixes == "dated" else "deviation"
        for row in blocking.failing(first):
            save(engagement, kind, _fix(client, row, today), BY)
    for kind in client.in_time:
        for each in items(engagement, kind):
            for kept in _kept_day(each.value, today):
                save(engagement, kind, kept, BY, key=each.key)


def _set_aside(client: Client, run: Run) -> list[str]:
    """Return the checks that were set aside: the first of those without an answer, by their id."""
    unknown = blocking.unanswered(run)
    return unknown[: round(len(unknown) * client.answered)]


def _fix(client: Client, row: dict[str, Any], today: date) -> Task | Deviation:
    check, who = row["check_id"], client.team[-1]
    if client.fixes == "carried":
        return Deviation(check, who, WHY_CARRIED, today + CARRIED_FOR, row["side"])
    due = today + timedelta(days=1)
    return Task(f"Repair {check} of the {row['side']}", who, 1.0, due=due, because=check)


def _kept_day(value: Vendor | Decision, today: date) -> Iterator[Vendor | Decision]:
    """Yield a vendor or decision that is late as it is when its day is kept."""
    if isinstance(value, Vendor):
        if value.needed_on and (value.promised_on is None or value.promised_on > value.needed_on):
            yield replace(value, promised_on=value.needed_on)
    elif value.answered_on is None and value.decide_by and value.decide_by < today:
        yield replace(value, answered_on=value.decide_by, answer=DECIDED)
