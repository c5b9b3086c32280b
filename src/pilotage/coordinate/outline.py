"""A new migration from eight answers: waves, phases and gates, before anything was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pilotage.coordinate.latest_start import LatestStart, latest_starts
from pilotage.coordinate.rules import gate_rules
from pilotage.facts.clock import zone_named
from pilotage.facts.engagement import (
    Capacity,
    DriverKind,
    Engagement,
    Environment,
    Migration,
    Pilot,
    Window,
)
from pilotage.facts.errors import InputError
from pilotage.facts.runbook import Kind

PER_WINDOW = 60
"""People that one window moves until a rehearsal tells; a starting guess of ours."""

PILOT = 12
"""People of the pilot at most; for few people a quarter of them."""

WINDOW_HOURS = 10
OPENS = time(18)
LEAD_DAYS: Mapping[str, int] = {"normal": 63, "compressed": 21}
"""Days from the start to the first window: time for what stands before gate G1."""

COMPRESSED: Mapping[str, int] = {"start": 2, "assess": 3, "design": 5, "pilot": 1, "waves": 1}
"""Working days of the phases when all move in one window; no phase and no gate is left out."""

LEARNING = 1
"""Weeks between the pilot and wave 1 that are kept free to learn from it."""

MOST_PEOPLE = 100_000


@dataclass(frozen=True)
class Answers:
    """The eight answers that a migration begins with, and its day 0."""

    client: str
    name: str
    kind: Kind
    users: int
    starts_on: date
    deadline: date | None = None
    time_zone: str = "UTC"
    mode: str = "normal"
    driver_kind: DriverKind = ""


@dataclass(frozen=True)
class OutlinedWave:
    """A proposed wave: its window and how many people it moves."""

    title: str
    starts: datetime
    people: int


@dataclass(frozen=True)
class Outline:
    """What is proposed at once: the engagement to keep, waves, phases and gates.

    ``warns`` says in sentences what cannot hold, such as a wave after the hard date.
    """

    engagement: Engagement
    waves: tuple[OutlinedWave, ...]
    phases: tuple[LatestStart, ...]
    gates: tuple[tuple[str, str], ...]
    warns: tuple[str, ...]


def outline(answers: Answers) -> Outline:
    """Return the proposal for a migration.

    Raises:
        InputError: an answer cannot be used, or so many people do not fit into one window.
    """
    zone = _checked(answers)
    waves = _waves(answers, zone)
    last = waves[-1].starts.astimezone(zone).date()
    deadline = answers.deadline or last
    lasts = COMPRESSED if answers.mode == "compressed" else {"waves": 5 * len(waves)}
    phases = latest_starts(deadline, answers.starts_on, lasts)
    warns = []
    if answers.deadline and last > answers.deadline:
        warns.append(f"The last wave is on {last}, after the hard date {answers.deadline}.")
    if answers.deadline and (past := [each.title for each in phases if each.past]):
        warns.append(f"Too late to begin for the hard date: {', '.join(past)}.")
    gates = tuple((rule.id, rule.title) for rule in gate_rules())
    return Outline(_engagement(answers, waves), waves, phases, gates, tuple(warns))


def _checked(answers: Answers) -> ZoneInfo:
    zone = zone_named(answers.time_zone)
    if zone is None:
        raise InputError(f"{answers.time_zone!r} is no time zone", fix="Write Europe/Berlin.")
    if not answers.client.strip() or not answers.name.strip():
        raise InputError("a migration needs the name of the client and one of its own")
    if not 1 <= answers.users <= MOST_PEOPLE:
        raise InputError(f"{answers.users:,} people cannot be moved by one plan")
    if answers.mode not in LEAD_DAYS:
        raise InputError(f"there is no mode {answers.mode}; known are {', '.join(LEAD_DAYS)}")
    if answers.mode == "compressed" and answers.users > PER_WINDOW:
        raise InputError(
            f"{answers.users} people do not fit into one window of {PER_WINDOW}",
            fix="Choose the normal mode.",
        )
    return zone


def _waves(answers: Answers, zone: ZoneInfo) -> tuple[OutlinedWave, ...]:
    """Return one wave in the compressed mode; else a pilot, then full windows, week by week."""
    earliest = answers.starts_on + timedelta(days=LEAD_DAYS[answers.mode])
    first = earliest + timedelta(days=(5 - earliest.weekday()) % 7)
    if answers.mode == "compressed":
        sizes = [answers.users]
    else:
        pilot = min(PILOT, max(1, answers.users // 4))
        rest = answers.users - pilot
        count = -(-rest // PER_WINDOW)
        sizes = [pilot, *(rest // count + (place < rest % count) for place in range(count))]
    moments = [
        datetime.combine(
            first + timedelta(weeks=week + LEARNING * (week > 0)), OPENS, zone
        ).astimezone(UTC)
        for week in range(len(sizes))
    ]
    first_name = "Pilot" if len(sizes) > 1 else "Wave 1"
    names = [first_name, *(f"Wave {number}" for number in range(1, len(sizes)))]
    return tuple(map(OutlinedWave, names, moments, sizes))


def _engagement(answers: Answers, waves: tuple[OutlinedWave, ...]) -> Engagement:
    only = len(waves) == 1
    return Engagement(
        Migration(
            name=answers.name.strip(), client=answers.client.strip(), kind=answers.kind,
            starts_on=answers.starts_on, deadline=answers.deadline,
            time_zone=answers.time_zone, driver_kind=answers.driver_kind,
        ),
        Environment("source", exports=("source",)),
        Environment("target", exports=("target",)),
        Capacity(people_per_window=PER_WINDOW),
        Pilot(0, answers.users) if only else Pilot(min(3, waves[0].people), waves[0].people),
        tuple(Window(each.starts, WINDOW_HOURS) for each in waves),
    )  # fmt: skip
