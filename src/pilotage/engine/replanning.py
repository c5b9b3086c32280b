"""Plan anew after changes, from the published plan: read, search, and publish together."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import perf_counter

import numpy as np
from pydantic import TypeAdapter, ValidationError

from pilotage.engine.files import plan_files
from pilotage.engine.pipeline import Planned, Report
from pilotage.engine.plans import BATCHES, CHANGES, changes_at
from pilotage.facts.errors import InputError
from pilotage.plan import (
    Changes,
    Conflict,
    Point,
    Problem,
    Replan,
    as_plan,
    changed,
    held_waves,
    holding_waves,
    objective,
    replan,
)
from pilotage.plan.problem import Ints
from pilotage.plan.totals import Total, totals
from pilotage.store.engagement_values import odd_values
from pilotage.store.home import read_file

CHANGE = TypeAdapter(Changes)
LONG_AGO = -(10**6)
"""A day before every wave: without windows nobody knows what has run."""


@dataclass(frozen=True, eq=False)
class Replanned:
    """A published plan, what has changed, and the answer.

    ``problem`` is the one after the changes; ``held`` are waves that stay as published.
    ``before`` and ``old`` are the published problem and its waves.
    """

    before: Problem
    old: Ints
    problem: Problem
    held: tuple[int, ...]
    answer: Replan | Conflict
    seconds: float

    @property
    def cost_before(self) -> float:
        """Return the objective of the published plan."""
        return objective(self.before, self.old).total

    def loads(self, point: Point) -> Iterator[tuple[Total | None, Total | None]]:
        """Yield each wave as it was published and as it is now, None where nobody moves."""
        was = {one.wave: one for one in totals(self.before, self.old)}
        now = {one.wave: one for one in totals(self.problem, point.solution.wave)}
        for number in sorted(was.keys() | now.keys()):
            yield was.get(number), now.get(number)

    def planned(self, point: Point) -> Planned:
        """Return one point of the curve as an answered problem."""
        plan = as_plan(self.problem, point.solution)
        return Planned(self.problem, point.solution, plan, self.seconds)


def changes_in(path: Path) -> Changes:
    """Read a change file.

    Raises:
        InputError: it cannot be read, is no TOML, or has a key or value that cannot be.
    """
    try:
        tree = tomllib.loads(read_file(path).decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"is not valid TOML: {error}", where=str(path)) from error
    if odd := list(odd_values(tree, Changes)):
        raise InputError("; ".join(odd), where=str(path))
    try:
        return CHANGE.validate_python(tree)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part + 1) if isinstance(part, int) else part for part in first["loc"])
        raise InputError(first["msg"].lower(), where=f"{path}: {key}") from error


def day_of(problem: Problem, now: datetime) -> int:
    """Return today as a day of the problem; long ago where its windows are not known."""
    if not problem.waves.window:
        return LONG_AGO
    return int(problem.waves.day[0]) + (now - problem.waves.window[0][0]).days


def plan_anew(
    problem: Problem,
    old: Ints,
    changes: Changes,
    *,
    today: int,
    released: Collection[int] = (),
    effort: str,
    report: Report,
) -> Replanned:
    """Return the curve of new plans; ``old`` is the published wave of each unit.

    Raises:
        InputError: a change names what is not in the plan.
    """

    def tell(what: str, share: float) -> None:
        report("Plan anew (%)", round(share * 100), 100)

    after = changed(problem, changes)
    was = dict(zip(problem.units.id, old.tolist(), strict=True))
    published = np.array([was.get(id, -1) for id in after.units.id], np.int64)
    held = held_waves(problem, today, released)
    began = perf_counter()
    asked = holding_waves(after, published, held)
    found = replan(asked, published, effort=effort, progress=tell)
    seconds = perf_counter() - began
    numbers = tuple(np.flatnonzero(held).tolist())
    return Replanned(problem, old, after, numbers, found, seconds)


def replanned_files(
    home: Path, made: Replanned, point: Point, changes: Changes
) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the home that a new plan replaces, the history of changes among them."""
    yield from plan_files(made.planned(point))
    yield CHANGES, BATCHES.dump_json((*changes_at(home), changes), indent=2)
