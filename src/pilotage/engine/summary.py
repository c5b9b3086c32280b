"""Scope, timeline, dependencies and business impact of a migration, as a sponsor asks for them.

The overview, ``pilotage report exec`` and the PDF show the same values.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pilotage.engine.status import Standing
from pilotage.engine.timeline import wave_days
from pilotage.facts.clock import Clock
from pilotage.facts.handoff import Handoff
from pilotage.handover.one_page import OnePage
from pilotage.store.departments import departments
from pilotage.store.items import Kept

MOST = 5
"""So many rows are shown; the page behind has all."""

UNITS = {"user": "People", "shared_mailbox": "Shared mailboxes", "room": "Rooms",
         "site": "Sites", "team": "Teams", "group": "Groups", "device": "Devices",
         "application": "Applications"}  # fmt: skip
"""Kinds of units as people call them; others are shown by their own word."""

LATE = ("late", "no date", "no answer")
"""States of what others owe us that need somebody to act."""


@dataclass(frozen=True)
class Waited:
    """Something we wait for: from whom, until when, and how it stands."""

    what: str
    who: str
    by: date | None
    state: str
    source: str


@dataclass(frozen=True)
class Impact:
    """What changes for a department, and how many of its people are ready."""

    name: str
    people: int
    waves: str
    says: str
    ready: int
    state: str

    @property
    def shape(self) -> str:
        """Return the shape that stands before the number."""
        return {"ready": "ok", "unknown": "unk"}.get(self.state, "bad")

    @property
    def ready_says(self) -> str:
        """Return how many of its people are ready."""
        return f"{self.ready:,} of {self.people:,}"


@dataclass(frozen=True)
class Outlook:
    """The forecast in words: the chance with its error, the likely days, the slack."""

    chance: str
    deadline: date | None
    finish: str
    slack: str
    source: str


def outlook(found: Standing) -> Outlook | None:
    """Return the forecast in words; None where nothing was forecast."""
    forecast = found.forecast
    if forecast is None:
        return None
    day = Clock.of(found.agreed.migration.time_zone).day
    chance, error = forecast.p_by_deadline, forecast.chance_error
    words = "" if chance is None else f"{chance:.0%} (\u00b1{(error or 0) * 100:.1f})"
    slack = "" if forecast.slack is None else f"{forecast.slack} working days"
    return Outlook(
        words,
        forecast.deadline,
        f"{day(forecast.day(forecast.p20))} to {day(forecast.day(forecast.p80))}",
        slack,
        f"{forecast.runs:,} simulated runs, seed {forecast.seed}, P20 to P80. "
        + forecast.borne_out,
    )


def scope_counts(found: Standing) -> Iterator[tuple[str, int]]:
    """Yield the name and the number of each kind of unit, people first, then as they are many."""
    kinds = found.scope["kinds"]
    for kind in sorted(kinds, key=lambda each: (each != "user", -kinds[each], each)):
        yield UNITS.get(kind, f"{kind.replace('_', ' ').capitalize()}s"), kinds[kind]


def moved(found: Standing, now: datetime) -> str:
    """Return how many people are in waves whose window has ended, of how many."""
    ended = [
        wave for wave in found.waves
        if wave["ends_at"] and datetime.fromisoformat(wave["ends_at"]) <= now
    ]  # fmt: skip
    every = sum(wave["kinds"].get("user", 0) for wave in found.waves)
    return f"{sum(wave['kinds'].get('user', 0) for wave in ended):,} of {every:,}"


def waited_for(found: Standing, now: datetime) -> list[Waited]:
    """Return what others owe us, the late first, then by day."""
    today = Clock.of(found.agreed.migration.time_zone).local(now).date()
    open_ones = [each for each in found.handoffs if each.value.state != "accepted"]
    asks = [_ask(each, now, today) for each in open_ones]
    vendors = [
        Waited(each.service, each.name, each.needed_on,
               _promise(each.promised_on, each.needed_on, today), "vendors")
        for each in found.agreed.vendor
        if each.delivered_on is None and each.needed_on
    ]  # fmt: skip
    return sorted(
        (*asks, *vendors), key=lambda each: (each.state not in LATE, each.by or date.max, each.what)
    )


def _ask(kept: Kept, now: datetime, today: date) -> Waited:
    ask: Handoff = kept.value
    silent = "no answer" if ask.unanswered(now) else ask.state
    state = "late" if ask.late(today) else silent
    return Waited(ask.what, ask.party, ask.due_on, state, f"hand-off {kept.key}")


def _promise(promised: date | None, needed: date, today: date) -> str:
    if promised is None:
        return "no date"
    return "late" if promised > needed or needed < today else "promised"


def impact(found: Standing) -> list[Impact]:
    """Return every department that moves, with what it said about itself."""
    told = {each.name: each.impact for each in found.agreed.department}
    pilots = {wave["number"] for wave in found.waves if wave["pilot"]}
    return [
        Impact(
            each.name,
            each.people,
            _waves(each.waves, pilots),
            told.get(each.name) or "Nobody told us yet.",
            each.ready,
            each.state,
        )
        for each in departments(found.run)
    ]


def _waves(numbers: Sequence[int], pilots: Collection[int]) -> str:
    """Return such as ``pilot, waves 3, 4``."""
    later = [str(number) for number in numbers if number not in pilots]
    word = "wave" if len(later) == 1 else "waves"
    parts = ["pilot"] if len(later) < len(numbers) else []
    return ", ".join([*parts, f"{word} {', '.join(later)}"] if later else parts)


def one_page(name: str, found: Standing, now: datetime) -> OnePage:
    """Return the page that answers a sponsor's four questions, in words."""
    clock = Clock.of(found.agreed.migration.time_zone)
    return OnePage(
        title=name,
        word=found.status.state.value,
        reasons=tuple(f"{each.says} {each.waits}" for each in found.status.reasons),
        scope=(("People moved", moved(found, now)),
               *((kind, f"{count:,}") for kind, count in scope_counts(found))),
        timeline=tuple(_dates(found, clock)),
        dependencies=tuple(
            (f"{each.what} ({each.who})", f"{clock.day(each.by)}, {each.state}")
            for each in waited_for(found, now)[:MOST]
        ),
        impact=tuple(
            (f"{each.name}, {each.waves}", f"{each.says} {each.ready_says} ready.")
            for each in impact(found)[:MOST]
        ),
        foot=f"As of {clock.moment(now)}. Computed in run {found.run.number},"
        f" {clock.moment(found.run.at)}." + (" Demo data." if found.agreed.migration.demo else ""),
    )  # fmt: skip


def _dates(found: Standing, clock: Clock) -> Iterator[tuple[str, str]]:
    """Yield the chance, the likely finish, the slack, and the day of each wave."""
    if (known := outlook(found)) is None:
        yield "Chance of the hard date", "Unknown: there is nothing to forecast."
    else:
        if known.chance:
            yield f"Chance of {clock.day(known.deadline)}", f"{known.chance}. {known.source}"
        yield "Likely finish", known.finish
        if known.slack:
            yield "Slack to the hard date", known.slack
    for wave in list(wave_days(found))[:8]:
        yield wave.title, f"{clock.day(wave.first)}, {wave.people:,} people"
