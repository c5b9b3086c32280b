"""Who takes part in the demo workspace: read from ``kestrel.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import TypeAdapter

from pilotage.demo.scenario import Outsider, Scenario
from pilotage.demo.tenant import FRESH, Prepared
from pilotage.demo.timetable import Pace
from pilotage.facts.answer import Answer
from pilotage.facts.date_change import DateChange
from pilotage.facts.disruption import Disruption
from pilotage.facts.engagement import Decision
from pilotage.facts.handoff import Handoff
from pilotage.facts.relaxation import Relaxation
from pilotage.facts.standard import Standard

LONDON = Pace("Europe/London", preparation=19, night_hours=14, hole_after=2, spare=2)
"""Windows from the third Saturday on, and nobody on duty on the third Sunday from eight."""


BY_NOW = Prepared(1.0, 1.2, 61)
"""Everybody has an account and a licence, and nearly all registered for MFA."""


@dataclass(frozen=True)
class Person:
    """Somebody who signs in. ``clients`` are ids; none means all. ``company`` is a vendor's."""

    name: str
    address: str
    roles: tuple[str, ...]
    phone: str = ""
    backup: str = ""
    company: str = ""
    clients: tuple[str, ...] = ()
    hours: float | None = None
    owner: bool = False


@dataclass(frozen=True)
class Client:
    """A client and its one migration.

    ``words`` are put in place of those of the usual demo. ``team`` names the people of the
    provider who work on it, and its sponsor where that is not somebody of the source. The tenant
    of a client that is ``unread`` answers no more since the migration began; the late vendor
    of one that is ``silent`` gave no date. ``prepared`` is
    how far the target is by now. ``waves`` is how many full waves are planned, 0 by its size.

    Of the blocking questions that nothing measured on the first day, ``answered`` is the share
    that was set aside since. ``fixes`` is what became of checks that failed: a task with a day,
    or a deviation that somebody carries. ``in_time`` names who of vendors and deciders kept
    their days.
    """

    id: str
    name: str
    migration: str
    key: str
    kind: str
    stage: str
    people: int
    seed: int
    starts_on: date
    team: tuple[str, ...]
    lead: str = ""
    late: str = "Paperboat Systems (demo)"
    late_for: str = "sign-on of the document archive"
    unread: bool = False
    silent: bool = False
    prepared: Prepared = BY_NOW
    words: Mapping[str, str] = field(default_factory=dict)
    date_change: tuple[DateChange, ...] = ()
    handoff: tuple[Handoff, ...] = ()
    decision: tuple[Decision, ...] = ()
    answer: tuple[Answer, ...] = ()
    disruption: tuple[Disruption, ...] = ()
    relaxation: tuple[Relaxation, ...] = ()
    waves: int = 0
    answered: float = 0.0
    fixes: Literal["", "dated", "carried"] = ""
    in_time: tuple[Literal["vendor", "decision"], ...] = ()


@dataclass(frozen=True)
class Workspace:
    """The provider, the moment at which its clock stands still, its people and its clients."""

    provider: str
    now: datetime
    chosen: str
    person: tuple[Person, ...]
    client: tuple[Client, ...]
    standard: tuple[Standard, ...] = ()

    def scenario(self, client: Client, seen_on: date) -> Scenario:
        """Return the migration of a client as it is seen on a day."""
        return Scenario(
            client.migration,
            client.name,
            client.kind,
            replace(LONDON, waves=client.waves),
            client.late,
            client.late_for,
            tuple(self._outsider(each, client) for each in self.person if each.name in client.team),
            seen_on,
            FRESH if seen_on == client.starts_on else client.prepared,
            silent=client.silent,
        )

    def at_work(self, client: Client) -> tuple[Person, ...]:
        """Return who signs in for a client."""
        return tuple(each for each in self.person if not each.clients or client.id in each.clients)

    @staticmethod
    def _outsider(person: Person, client: Client) -> Outsider:
        leads = client.lead == person.name
        roles = tuple(dict.fromkeys(("lead", *person.roles))) if leads else person.roles
        return Outsider(person.name, person.address, roles, person.phone, person.backup)


@cache
def brightlane() -> Workspace:
    """Return the workspace in which Marlow Freight takes over Brightlane."""
    text = files(__package__).joinpath("kestrel.toml").read_text("utf-8")
    return TypeAdapter(Workspace).validate_python(tomllib.loads(text))
