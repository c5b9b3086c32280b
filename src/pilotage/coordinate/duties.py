"""Who does what: the usual table, what this migration changed in it, and what is wrong with it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, timedelta
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from pilotage.coordinate.case import Window
from pilotage.coordinate.roster import span
from pilotage.facts.assignment import Assignment
from pilotage.facts.clock import zone_named
from pilotage.facts.engagement import Engagement, Person
from pilotage.facts.role import ROLES

FILE = Path(__file__).with_name("duties.toml")
REST = timedelta(hours=8)
"""Who was on duty less than this before a window is not awake in it."""


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with a line of the table."""

    what: str
    says: str


@cache
def usual_duties() -> tuple[Assignment, ...]:
    """Return the table that every migration begins with, by roles."""
    entries = tomllib.loads(FILE.read_text("utf-8"))["duty"]
    return tuple(TypeAdapter(list[Assignment]).validate_python(entries))


def duties(own: Iterable[Assignment]) -> tuple[Assignment, ...]:
    """Return the usual table with the lines that this migration changed or added."""
    changed = {(each.what, each.wave): each for each in own}
    usual = [changed.pop((each.what, each.wave), each) for each in usual_duties()]
    return (*usual, *changed.values())


def letter(duty: Assignment, name: str) -> str:
    """Return A, R, C or I for a role or a person of one line, several as ``A R``."""
    parts = (
        ("A", duty.accountable), ("R", duty.responsible), ("C", duty.consulted),
        ("I", duty.informed),
    )  # fmt: skip
    return " ".join(mark for mark, names in parts if name in names)


def faults(
    table: Iterable[Assignment], agreed: Engagement, windows: Iterable[Window]
) -> tuple[Fault, ...]:
    """Return what is wrong with the table, in its order; empty when it is sound."""
    ahead = tuple(windows)
    return tuple(
        Fault(duty.what, says)
        for duty in table
        for says in (*_accountable(duty), *_people(duty, agreed), *_deputy(duty, agreed, ahead))
    )


def _accountable(duty: Assignment) -> Iterable[str]:
    if not duty.accountable:
        yield "Nobody is accountable; name exactly one."
    if len(duty.accountable) > 1:
        yield f"{len(duty.accountable)} are accountable: {', '.join(duty.accountable)}; keep one."
    if not duty.responsible:
        yield "Nobody does it."
    if duty.approver and duty.approver in duty.responsible:
        yield f"{duty.approver} does it and approves it; somebody else must."


def _people(duty: Assignment, agreed: Engagement) -> Iterable[str]:
    """Yield who is named and is nobody we know, or has not said yes."""
    for name in dict.fromkeys((*duty.accountable, *duty.responsible)):
        held = holders(name, agreed)
        if not held:
            title = ROLES[name].title if name in ROLES else name
            yield f"{title} is nobody we know: no person has that name or role."
        elif name in duty.accountable and not any(each.accepted_on for each in held):
            yield f"{held[0].name} is accountable and has not accepted."


def holders(name: str, agreed: Engagement) -> tuple[Person, ...]:
    """Return the people that a name stands for: the person, or the holders of the role."""
    wanted = name.strip().casefold()
    named = [p for p in agreed.person if wanted in (p.name.casefold(), p.address.casefold())]
    return tuple(named) or agreed.holders(name)


def _deputy(duty: Assignment, agreed: Engagement, windows: tuple[Window, ...]) -> Iterable[str]:
    """Yield why the deputy cannot stand in: nobody, the same, away, or fresh from a night shift."""
    if len(duty.accountable) != 1 or not windows:
        return
    owner = holders(duty.accountable[0], agreed)
    names = [duty.deputy] if duty.deputy else [person.backup for person in owner[:1]]
    deputies = [p for name in names if name for p in holders(name, agreed)] or list(owner[1:])
    if not deputies:
        yield "Nobody stands in for who is accountable."
        return
    if owner and deputies[0] == owner[0]:
        yield f"{deputies[0].name} stands in for the same person."
    for window in windows:
        if not any(_there(each, window, agreed) for each in deputies):
            day = f"{window[0].day} {window[0]:%b}"
            yield f"{deputies[0].name} is away, or comes from duty, in the window of {day}."


def _there(person: Person, window: Window, agreed: Engagement) -> bool:
    zone = zone_named(agreed.migration.time_zone) or UTC
    days = {moment.astimezone(zone).date() for moment in window}
    if days & set(person.away):
        return False
    spans = [span(duty, zone) for duty in agreed.duty if duty.primary == person.name]
    return not any(starts < window[0] and ends > window[0] - REST for starts, ends in spans)
