"""The distribution of the finish date: bars of runs, the quantiles, and the deadline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import ceil

from pilotage.facts.forecast import Forecast
from pilotage.handover.figures.axis import FRAME, Axis, Frame

MOST_BARS = 80
LEAST_WIDTH = 6.0
SHOWN = 0.99
"""Share of the runs that is drawn; the rest is said in words."""

STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5)
"""Distances between two lines of the scale of shares; at most four are drawn."""

MOST_LINES, MOST_TICKS = 4, 6
NEAR = 78.0
"""Labels that are nearer to each other than this stand as one."""


@dataclass(frozen=True)
class Bar:
    """Runs that end on one day, or in one stretch of days."""

    x: float
    y: float
    width: float
    height: float
    late: bool
    says: str


@dataclass(frozen=True)
class Mark:
    """A place on an axis, and what stands there."""

    at: float
    says: str


@dataclass(frozen=True)
class Finish:
    """The drawing, in pixels. ``marks`` are the quantiles; one label may stand for several.

    ``deadline`` is None where there is none or it lies beyond the axis; ``rest`` says in words
    what is not drawn, empty if nothing.
    """

    bars: tuple[Bar, ...]
    shares: tuple[Mark, ...]
    days: tuple[Mark, ...]
    lines: tuple[float, ...]
    marks: tuple[Mark, ...]
    deadline: float | None
    rest: str
    says: str
    frame: Frame = FRAME


def finish_distribution(forecast: Forecast) -> Finish:
    """Return the drawing of when the runs of ``forecast`` end."""
    axis, drawn = _axis(forecast)
    counts = _binned(forecast, axis, drawn)
    most = max(counts.values()) / forecast.runs
    top = _top(most)
    marked = [
        (axis.middle(days), name)
        for name, days in zip(("P20", "P50", "P80"), _quantiles(forecast), strict=True)
    ]
    deadline = _deadline(forecast)
    inside = deadline is not None and axis.first <= deadline <= axis.last
    return Finish(
        tuple(_bar(axis, first, runs, top, forecast) for first, runs in counts.items()),
        tuple(_shares(top)),
        tuple(_days(axis, forecast)),
        tuple(sorted({at for at, _ in marked})),
        tuple(_together(marked)),
        axis.x(deadline) if deadline is not None and inside else None,
        _rest(forecast, drawn),
        says(forecast),
    )


def says(forecast: Forecast) -> str:
    """Return the distribution in words: its quantiles and the chance of the deadline."""
    p20, p50, p80 = (told(forecast.day(each)) for each in _quantiles(forecast))
    runs = f"Of {forecast.runs:,} simulated runs"
    text = f"{runs} {percent(0.2)} end by {p20}, {percent(0.5)} by {p50}, {percent(0.8)} by {p80}."
    if forecast.deadline is None or forecast.p_by_deadline is None:
        return text
    return f"{text} {chance(forecast)} make the deadline, {told(forecast.deadline)}."


def chance(forecast: Forecast) -> str:
    """Return the chance of the deadline; never 0 or 100 % where the runs disagree."""
    share = forecast.p_by_deadline or 0.0
    return percent(min(0.99, max(0.01, share)) if 0 < share < 1 else share)


def percent(share: float, digits: int = 0) -> str:
    """Return a share as percent, held together with a space that does not break."""
    return f"{share * 100:.{digits}f}\u00a0%"


def told(day: date) -> str:
    """Return a day such as ``7 Feb 2027``."""
    return f"{day.day} {day:%b} {day.year}"


def _quantiles(forecast: Forecast) -> tuple[float, float, float]:
    return forecast.p20, forecast.p50, forecast.p80


def _deadline(forecast: Forecast) -> int | None:
    """Return the first day that is too late, counted from day zero."""
    if forecast.deadline is None:
        return None
    return (forecast.deadline - forecast.day_zero).days + 1


def _axis(forecast: Forecast) -> tuple[Axis, int]:
    """Return the axis and the last day that is drawn; a deadline within reach lies on it."""
    first = forecast.histogram[0][0]
    seen, last = 0, first
    for day, runs in forecast.histogram:
        seen, last = seen + runs, day
        if seen >= SHOWN * forecast.runs:
            break
    reach = max(last - first, 14)
    ends = [last + 1, first + 7]
    if (deadline := _deadline(forecast)) is not None and deadline - last <= reach:
        ends.append(deadline + 1)
        first = min(first, max(deadline - 1, first - reach))
    step = ceil((max(ends) - first) / MOST_BARS)
    bins = ceil((max(ends) - first) / step) + 2
    return Axis(first - step, first - step + bins * step, step), last


def _binned(forecast: Forecast, axis: Axis, last: int) -> dict[int, int]:
    """Return the runs of each bin by its first day."""
    found: dict[int, int] = {}
    for day, runs in forecast.histogram:
        if day <= last:
            found[axis.bin(day)] = found.get(axis.bin(day), 0) + runs
    return found


def _bar(axis: Axis, first: int, runs: int, top: float, forecast: Forecast) -> Bar:
    share = runs / forecast.runs
    width = max(LEAST_WIDTH, axis.x(axis.first + axis.step) - FRAME.left - 1)
    height = max(1.0, (FRAME.floor - FRAME.top) * share / top)
    days = told(forecast.day(first))
    if axis.step > 1:
        days = f"{days} to {told(forecast.day(first + axis.step - 1))}"
    late = (deadline := _deadline(forecast)) is not None and first >= deadline
    middle = axis.middle(first)
    return Bar(
        round(middle - width / 2, 1),
        round(FRAME.floor - height, 1),
        round(width, 1),
        round(height, 1),
        late,
        f"{days}: {percent(share, 1)} of the runs",
    )


def _top(most: float) -> float:
    """Return the share at the top of the scale: a whole number of steps above the highest bar."""
    step = next((step for step in STEPS if most / step <= MOST_LINES), 0.25)
    return step * ceil(most / step)


def _shares(top: float) -> Iterable[Mark]:
    step = next(step for step in STEPS if top / step <= MOST_LINES + 1e-9)
    for number in range(round(top / step) + 1):
        share = number * step
        yield Mark(round(FRAME.floor - (FRAME.floor - FRAME.top) * share / top, 1), percent(share))


def _days(axis: Axis, forecast: Forecast) -> Iterable[Mark]:
    """Yield a few days under the axis, evenly spaced: whole weeks where there are enough."""
    span = axis.last - axis.first
    weeks = max(1, ceil(span / 7 / MOST_TICKS))
    gap = 7 * weeks if span >= 2 * 7 else max(1, ceil(span / MOST_TICKS))
    start = forecast.histogram[0][0]
    start -= gap * ((start - axis.first) // gap)
    for day in range(start, axis.last, gap):
        when = forecast.day(day)
        yield Mark(axis.middle(day), f"{when.day} {when:%b}")


def _together(places: Sequence[tuple[float, str]]) -> Iterable[Mark]:
    """Yield a label per group of places that lie near each other."""
    groups = [[places[0]]]
    for one, two in pairwise(places):
        if two[0] - one[0] < NEAR / 2:
            groups[-1].append(two)
        else:
            groups.append([two])
    for group in groups:
        yield Mark(group[0][0], ", ".join(name for _, name in group))


def _rest(forecast: Forecast, last: int) -> str:
    later = sum(runs for day, runs in forecast.histogram if day > last)
    if not later:
        return ""
    ends = told(forecast.day(forecast.histogram[-1][0]))
    return (
        f"{percent(later / forecast.runs, 1)} of the runs end later than shown, the last on {ends}."
    )
