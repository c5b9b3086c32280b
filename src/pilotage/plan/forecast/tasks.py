"""The tasks of what is left: preparation, what may put a wave off, the wave, its repetition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pilotage.facts.plan import Wave
from pilotage.plan.forecast.calendar import usual_gap
from pilotage.plan.forecast.network import Task
from pilotage.plan.forecast.outside import owed
from pilotage.plan.forecast.remaining import Remaining
from pilotage.plan.forecast.spread import LongTail, exactly

UNREADY = "people are not ready"
NO_GO = "a gate says no-go"
REPEATED = "a wave is taken back and repeated"
OVERRUN = "preparation takes longer than planned"
WINDOW_DAYS = 8 / 24
"""How long a window is taken to be where the plan does not say."""

MOST_REPEATS = 3
LEAST_DAYS = 1 / (24 * 60)


def remaining_tasks(left: Remaining) -> tuple[Task, ...]:
    """Return the tasks between now and the end of the last wave.

    A wave waits for the last one that is planned to end before it starts; waves whose windows
    overlap do not wait for each other.
    """
    outside = owed(left)
    tasks: list[Task] = [task for _, made in outside for task in made]
    ended: list[tuple[float, str]] = []
    for wave in left.waves:
        starts = left.starts(wave)
        before = [name for end, name in ended if end <= starts][-1:]
        gates = [made[-1].name for gate, made in outside if gate == wave.number]
        made = [*_preparation(left, wave), *_wave(left, wave, before, gates)]
        tasks += made
        ended.append((starts + _length(wave), made[-1].name))
    return tuple(tasks)


def _preparation(left: Remaining, wave: Wave) -> Iterator[Task]:
    """Yield the preparing steps of a wave; an owner does one after the other."""
    last: dict[str, str] = {}
    for step in left.steps[wave.number]:
        offset = step.starts.total_seconds() / 86400
        days = max(step.minutes / 60 / left.priors["hours_per_day"], LEAST_DAYS)
        yield Task(
            step.key,
            LongTail(days, days * left.priors["work_overrun_p90"]),
            after=(last[step.owner],) if step.owner in last else (),
            cause=OVERRUN,
            correlation=left.priors["work_correlation"],
            not_before=max(left.today, left.starts(wave) + offset),
        )
        last[step.owner] = step.key


def _wave(
    left: Remaining, wave: Wave, before: Sequence[str], gates: Sequence[str]
) -> Iterator[Task]:
    """Yield what may put a wave off, the wave, and its repetition."""
    starts, opens = left.starts(wave), left.opens[wave.number]
    name = "pilot" if wave.pilot else f"wave {wave.number}"
    prepared = tuple(step.key for step in left.steps[wave.number])
    unready = Task(
        f"{name}: {UNREADY}",
        left.delay("unready"),
        cause=UNREADY,
        chance=unready_chance(left, wave),
        not_before=starts,
    )
    stopped = Task(
        f"{name}: {NO_GO}",
        exactly(1),
        cause=NO_GO,
        chance=left.priors["gate_no_go"],
        not_before=starts,
    )
    waits = (*before, *gates, *prepared, unready.name, stopped.name)
    days = exactly(_length(wave))
    repeats = left.priors["pilot_repeats" if wave.pilot else "wave_repeats"]
    every = usual_gap(opens)
    again = f"{name}: repeated"
    yield unready
    yield stopped
    yield Task(name, days, waits, not_before=starts, opens=opens, every=every)
    yield Task(again, days, (name,), REPEATED, 0, repeats, MOST_REPEATS, 0, opens, every)


def unready_chance(left: Remaining, wave: Wave) -> float:
    """Return the chance that a wave is put off because its people are not ready."""
    count = left.counts.get(wave.number)
    if count is None or not count.people:
        return 0.0
    open_ = (count.not_ready + count.unknown / 2) / count.people
    away = max(0.0, left.starts(wave) - left.today)
    still = 0.5 ** (away / max(left.priors["unready_halves_in_days"], LEAST_DAYS))
    return min(1.0, left.priors["unready_stops"] * open_ * float(still))


def _length(wave: Wave) -> float:
    if wave.starts_at is None or wave.ends_at is None:
        return WINDOW_DAYS
    return (wave.ends_at - wave.starts_at).total_seconds() / 86400
