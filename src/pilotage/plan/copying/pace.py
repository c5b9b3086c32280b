"""How many hours a pass takes under each limit; the largest of them binds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import Literal

from pilotage.plan.copying.limits import Limit, Limits
from pilotage.plan.copying.loads import Load

End = Literal["low", "value", "high"]
ALL = 100.0


@dataclass(frozen=True)
class Line:
    """What carries everything: its name for people, and the gigabytes per hour left for copying."""

    says: str
    gb_per_hour: float


@dataclass(frozen=True)
class Term:
    """The hours that one limit asks for; ``low`` and ``high`` are the ends of its range.

    ``calendar`` says that they pass at any hour, not only while copying may run. Only for
    ``holds`` of the hours other passes have to wait: the largest account copies on beside them.
    """

    limit: str
    says: str
    hours: float
    low: float
    high: float
    holds: float
    calendar: bool = False


def terms(loads: Sequence[Load], limits: Limits, line: Line | None) -> tuple[Term, ...]:
    """Return the hours of one pass under every limit that concerns it, the longest first.

    Loads of one pass run beside each other and share the line. A limit whose amount nobody
    counted is not among them; see ``unassessed``.
    """
    found = [term for load in loads for term in _of_load(load, limits)]
    gb = sum(load.gb for load in loads)
    if line and gb:
        found.append(_of_line(gb, line))
    return tuple(sorted(found, key=lambda term: (-term.hours, term.limit)))


def unassessed(loads: Iterable[Load], limits: Limits, line: Line | None) -> Iterator[str]:
    """Yield what the hours leave out, in sentences."""
    if line is None:
        yield "capacity names neither link nor gb_per_window, so no line is counted"
    for load in loads:
        if load.guessed:
            yield f"{load.guessed} of {load.accounts} {load.workload} accounts have no size"
        if load.items is None and load.accounts:
            ids = [each.id for each in limits.values() if _counts_items(each, load)]
            yield f"items of {load.workload} were not counted, so without {', '.join(ids)}"


def changed(loads: Iterable[Load], limits: Limits, days: float) -> tuple[Load, ...]:
    """Return what of the loads is copied again after so many days."""
    share = min(limits["pass.changed_per_day"].value / ALL * days, 1.0)
    return tuple(load.times(share) for load in loads)


def _counts_items(limit: Limit, load: Load) -> bool:
    return limit.of == "items" and limit.workload == load.workload


def _of_load(load: Load, limits: Limits) -> Iterator[Term]:
    mine = [each for each in limits.values() if each.workload == load.workload]
    for limit in mine:
        amounts = _amounts(load, limit)
        if amounts is None or not amounts[0]:
            continue
        spans = [_hours(limit, amounts, _parallel(mine, end), end) for end in ENDS]
        (shared, longest), *others = spans
        hours = max(shared, longest)
        range_ = [hours, *(max(both) for both in others)]
        words = _words(limit, load, longest > shared)
        yield Term(limit.id, words, hours, min(range_), max(range_), shared, not limit.rests)


ENDS: tuple[End, End, End] = ("value", "high", "low")
"""The expected rate, the one with the fewest hours, the one with the most."""


def _amounts(load: Load, limit: Limit) -> tuple[float, float] | None:
    """Return what the limit counts: of all accounts, and of the largest; None if nobody did."""
    if limit.of == "gb":
        return load.gb, load.largest_gb
    if limit.of == "items" and load.items is not None:
        return load.items * limit.cost, (load.largest_items or 0) * limit.cost
    return None


def _hours(
    limit: Limit, amounts: tuple[float, float], parallel: float, end: End
) -> tuple[float, float]:
    """Return the hours of all accounts together, and those of the largest one."""
    total, largest = amounts
    rate = limit.per_hour(end)
    return (total / (rate * parallel), largest / rate) if limit.each else (total / rate, 0.0)


def _parallel(limits: Iterable[Limit], end: End) -> float:
    """Return how many accounts are copied at once; one where nobody says."""
    return min((each.per_hour(end) for each in limits if each.of == "parallel"), default=1.0)


def _of_line(gb: float, line: Line) -> Term:
    hours = gb / line.gb_per_hour if line.gb_per_hour else inf
    return Term("link", line.says, hours, hours, hours, hours)


def _words(limit: Limit, load: Load, largest: bool) -> str:
    accounts = f"the largest of {load.accounts}" if largest else f"{load.accounts} accounts"
    measured = f", measured on {limit.n}" if limit.n else ""
    return f"{limit.name} ({accounts}{measured})"
