"""The engagement file of the demo: what people agreed, with the gaps that they left."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

import polars as pl
from jinja2 import Environment, StrictUndefined

from pilotage.demo.mailboxes import mailboxes
from pilotage.demo.premises import servers, shared_folders
from pilotage.demo.roles import Department, Team, team
from pilotage.demo.scenario import USUAL, Scenario
from pilotage.demo.sides import SOURCE, TARGET
from pilotage.demo.sites import drives, sites
from pilotage.demo.software import SOFTWARE, Software
from pilotage.demo.tenant import Tenant
from pilotage.demo.timetable import USUAL as USUAL_PACE
from pilotage.demo.timetable import Pace, rounded_up, shifts, timetable

UNSIGNED = "Hiring"
ABSENT_FROM = "Contracts"
UNTESTED = "Product development"
TICKETS_PER_PERSON = 0.4
MINUTES_PER_TICKET = 25
IMPACT = {
    "Finance": "no payments on the Saturday; month end is untouchable",
    "Customer Service": "phones work, cases are written on paper until Sunday noon",
    "Operations": "shift plans are printed on Friday",
}


@dataclass(frozen=True)
class Capacity:
    """What one window and the help desk carry, so that everyone fits before the deadline."""

    people: int
    gb: int
    helpdesk_hours: int
    pilot: tuple[int, int]


def capacity(source: Tenant, pace: Pace = USUAL_PACE) -> Capacity:
    """Return room for all accounts and all data in the waves wanted, with a fifth to spare.

    The largest single object fits into a window four times; the desk can take two windows.
    """
    waves = pace.waves_for(source.people.height)
    moving = source.accounts.filter(pl.col("kind") == "Member").height
    parts = (mailboxes, drives, sites, shared_folders, servers)
    held = pl.concat([part(source)["size_bytes"] for part in parts])
    total = int(held.sum()) * 1.3 / 1e9
    largest = int(held.to_numpy().max()) / 1e9
    people = rounded_up(moving * 1.2 / waves, 5)
    hours = people * TICKETS_PER_PERSON * MINUTES_PER_TICKET / 60
    some = source.people.height // 25
    return Capacity(
        people,
        rounded_up(max(total * 1.2 / waves, largest * 4), 50),
        rounded_up(hours * 2.2, 5),
        (min(3, some) or 1, max(12, min(60, some))),
    )


def engagement(source: Tenant, target: Tenant, starts_on: date, scenario: Scenario = USUAL) -> str:
    """Return the text of ``engagement.toml``, true as seen from the morning of ``starts_on``."""
    environment = Environment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["text"] = lambda value: json.dumps(value, ensure_ascii=False)
    template = files(__package__).joinpath("engagement_template.toml").read_text("utf-8")
    return environment.from_string(template).render(_values(source, target, starts_on, scenario))


def _values(
    source: Tenant, target: Tenant, starts_on: date, scenario: Scenario
) -> Mapping[str, Any]:
    cast = team(source, target, scenario)
    when = timetable(starts_on, source.people.height, scenario.pace)
    seen_on = scenario.seen_on or starts_on
    hole = source.planted.roster_hole_hours
    return {
        "source": SOURCE,
        "target": TARGET,
        "scenario": scenario,
        "zone": scenario.pace.zone,
        "starts_on": starts_on,
        "day": lambda days: seen_on + timedelta(days=days),
        "when": when,
        "capacity": capacity(source, scenario.pace),
        "tickets": TICKETS_PER_PERSON,
        "minutes": MINUTES_PER_TICKET,
        "cast": cast,
        "people": list(cast.roles.named.values()),
        "impact": _impact,
        "finance": [each.name for each in cast.departments if each.name.startswith("Finance")],
        "services": [_service(each, cast) for each in SOFTWARE],
        "unsigned": UNSIGNED,
        "untested": UNTESTED,
        "shifts": list(enumerate(shifts(when.windows, hole, scenario.pace))),
        "excluded": [f"sos-{number}@{SOURCE.domain}" for number in (1, 2)],
        "emergency": [f"sos-{number}@{TARGET.domain}" for number in (1, 2)],
    }


def _impact(department: Department) -> str:
    base = next((each for each in IMPACT if department.name.startswith(each)), "")
    usual = f"{department.people} people sign in again on Monday and keep their addresses"
    return IMPACT.get(base, usual)


def _service(each: Software, cast: Team) -> dict[str, Any]:
    """Return a service with the departments that use it and the head who owns it."""
    used = [one for one in cast.departments if one.name.startswith(each.departments)]
    owner = cast.absent if each.service == ABSENT_FROM else used[0].head
    return {
        "name": each.service,
        "owner": owner,
        "departments": [one.name for one in used],
        "application": each.name,
        "critical": each.critical,
        "tester": used[0].champion or used[0].head,
        "first": used[0].name,
    }
