"""An estimate before anything is measured: weeks and hours as a range, and what drives them.

The tasks are the same for every scope and draw the same; only their lengths grow with it. So
more people, applications or gigabytes never make an estimate shorter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pilotage.facts.forecast import Forecast
from pilotage.plan.forecast.network import WEEK, Network, Task, network_of
from pilotage.plan.forecast.priors import Priors
from pilotage.plan.forecast.run import Ask, forecast
from pilotage.plan.forecast.scope import (
    Scope,
    applications_hours,
    check_scope,
    copies,
    gigabytes,
    hours_per_day,
    people_hours,
    waves,
)
from pilotage.plan.forecast.spread import LongTail, exactly

HOURS = 24
WORK = "the work of the engineers takes long"
LEAST_DAYS = 1 / (24 * 60)
MOST_LIKELY = 0.999
USED = (
    "kickoff_days",
    "hours_per_application",
    "minutes_per_person",
    "engineers",
    "applications_per_engineer",
    "people_per_engineer",
    "hours_per_day",
    "pilot_people",
    "pilot_days",
    "wave_growth",
    "people_per_wave",
    "days_per_wave",
    "gb_per_person",
    "gb_per_day",
    "coordination_share",
    "vendor_late",
    "vendor_delay_p50",
    "vendor_delay_p90",
    "wave_repeats",
    "work_overrun_p90",
    "work_correlation",
)
"""The priors that an estimate rests on."""

UNKNOWN = (
    "which dependencies force people or applications to move together",
    "freezes, absences and the change windows that the business allows",
    "which applications cannot be moved, or have no owner",
    "how fast the source lets data out; measure it with a test copy",
    "how ready people, devices and licences are",
    "whether vendors keep their promises",
)
"""What no estimate knows; collecting and assessing answers it."""


@dataclass(frozen=True)
class Steps:
    """Hours of the runbook: of the migration, of each wave, and of each person."""

    once: float = 0.0
    per_wave: float = 0.0
    per_person: float = 0.0


@dataclass(frozen=True)
class Estimate:
    """Weeks until the last wave ends, hours of all people who work on it, and why.

    ``inputs`` pairs each input with the weeks that half of it would save at the P50, most
    first. ``waves`` includes the pilot.
    """

    scope: Scope
    gb: float
    waves: int
    weeks: tuple[float, float, float]
    hours: tuple[float, float, float]
    inputs: tuple[tuple[str, float], ...]
    forecast: Forecast
    unknown: tuple[str, ...]
    assumed: tuple[str, ...]


def estimate(scope: Scope, steps: Steps, priors: Priors, ask: Ask) -> Estimate:
    """Return the estimate for ``scope``; its ranges are P20, P50 and P80.

    Raises:
        InputError: a number of the scope or an assumption cannot be; names it.
    """
    check_scope(scope, priors)
    found = forecast(_network(scope, priors), ask)
    effort = forecast(_effort(scope, steps, priors), ask)
    return Estimate(
        scope,
        gigabytes(scope, priors),
        waves(scope.users, priors),
        (found.p20 / WEEK, found.p50 / WEEK, found.p80 / WEEK),
        (effort.p20 * HOURS, effort.p50 * HOURS, effort.p80 * HOURS),
        _inputs(scope, priors, ask, found.p50),
        found,
        UNKNOWN if scope.gb is not None or not copies(scope) else ("the gigabytes", *UNKNOWN),
        priors.sentences(USED),
    )


def _network(scope: Scope, priors: Priors) -> Network:
    """Return the work from the start to the last wave."""
    return network_of(_tasks(scope, priors))


def _tasks(scope: Scope, priors: Priors) -> Iterator[Task]:
    def spread(days: float) -> LongTail:
        return _spread(days, priors)

    together = priors["work_correlation"]
    applications = spread(
        applications_hours(scope, priors) / hours_per_day("applications", scope, priors)
    )
    people = spread(people_hours(scope, priors) / hours_per_day("people", scope, priors))
    later = waves(scope.users, priors) - 1
    repeated = min(MOST_LIKELY, 1 - (1 - priors["wave_repeats"]) ** (later + 1))
    delay = LongTail(priors["vendor_delay_p50"], priors["vendor_delay_p90"])
    yield Task("start", spread(priors["kickoff_days"]), cause="the start takes long")
    yield Task("applications", applications, ("start",), WORK, together)
    yield Task("people", people, ("applications",), WORK, together)
    copying = spread(gigabytes(scope, priors) / priors["gb_per_day"])
    yield Task("copy", copying, ("start",), "copying takes long")
    yield Task("vendor", delay, ("start",), "a vendor is late", chance=priors["vendor_late"])
    yield Task("pilot", spread(priors["pilot_days"]), ("start", "vendor"), "the pilot takes long")
    moving = spread(later * priors["days_per_wave"])
    yield Task("waves", moving, ("pilot", "people", "copy"), "the waves take long")
    week = exactly(priors["days_per_wave"])
    yield Task("again", week, ("waves",), "a wave is repeated", chance=repeated)


def _spread(days: float, priors: Priors) -> LongTail:
    """Return a length that is never without a range, so that every scope draws the same."""
    least = max(days, LEAST_DAYS)
    return LongTail(least, least * priors["work_overrun_p90"])


def _effort(scope: Scope, steps: Steps, priors: Priors) -> Network:
    """Return the hours of work one after another, as days of 24 hours."""
    count = waves(scope.users, priors)
    runbook = steps.once + steps.per_wave * count + steps.per_person * scope.users
    parts = (
        applications_hours(scope, priors),
        people_hours(scope, priors),
        runbook * priors["engineers"],
    )
    share = (1 + priors["coordination_share"]) / HOURS
    return network_of(
        Task(
            f"part {number}",
            _spread(hours * share, priors),
            (f"part {number - 1}",) if number else (),
            WORK,
            priors["work_correlation"],
        )
        for number, hours in enumerate(parts)
    )


def _inputs(scope: Scope, priors: Priors, ask: Ask, p50: float) -> tuple[tuple[str, float], ...]:
    """Return what half of each input would save, in weeks."""
    gb = gigabytes(scope, priors)
    halves = {
        "users": replace(scope, users=max(1, scope.users // 2), gb=gb),
        "applications": replace(scope, applications=scope.applications // 2),
        "gigabytes": replace(scope, gb=gb / 2),
    }
    saved = {
        name: (p50 - forecast(_network(half, priors), ask).p50) / WEEK
        for name, half in halves.items()
    }
    return tuple(sorted(saved.items(), key=lambda each: -each[1]))
