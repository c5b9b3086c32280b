"""New plans for people: the curve, who moves where, and what each wave carries before and after."""

from __future__ import annotations

from typing import Any

import click

from pilotage.cli.show import print_table
from pilotage.engine.replanning import Replanned
from pilotage.plan import Point, Replan
from pilotage.plan.problem import RESOURCES
from pilotage.plan.totals import Total

CURVE = ("plan", "people moved", "units moved", "cost", "last day")


def print_curve(made: Replanned, curve: Replan, taken: int) -> None:
    """Print the choices, then what the one that is taken changes."""
    if made.held:
        waves = ", ".join(map(str, made.held))
        click.echo(f"held as published (run, or within a week): wave {waves}; --release lets go")
    rows = [
        (number, f"{one.people:,.0f}", len(one.moved), f"{_cost(one):.4f}", _last_day(made, one))
        for number, one in enumerate(curve.points, start=1)
    ]
    print_table(f"New plans; the published one costs {made.cost_before:.4f}", CURVE, rows)
    point = curve.points[taken - 1]
    print_table(f"Plan {taken}: who moves", ("unit", "from wave", "to wave"), point.moved)
    loads = [_load(was, now) for was, now in made.loads(point) if _differ(was, now)]
    print_table(f"Plan {taken}: what changes", ("wave", "day", *RESOURCES), loads)


def as_tree(made: Replanned, curve: Replan, taken: int, *, saved: bool) -> dict[str, Any]:
    """Return the answer as one JSON value."""
    point = curve.points[taken - 1]
    return {
        "held": made.held,
        "published": {
            "cost": made.cost_before,
            "last_day": int(made.before.waves.day[made.old.max()]),
        },
        "plans": [
            {
                "people_moved": one.people,
                "units_moved": len(one.moved),
                "price_per_person": one.price,
                "cost": _cost(one),
                "ordered": one.solution.objective.ordered,
                "last_day": _last_day(made, one),
                "unmet": one.solution.unmet,
            }
            for one in curve.points
        ],
        "taken": taken,
        "moved": [{"unit": unit, "from": was, "to": now} for unit, was, now in point.moved],
        "waves": [{"before": was, "after": now} for was, now in made.loads(point)],
        "saved": saved,
    }


def _cost(point: Point) -> float:
    return point.solution.objective.total


def _last_day(made: Replanned, point: Point) -> int:
    return int(made.problem.waves.day[point.solution.wave.max()])


def _differ(was: Total | None, now: Total | None) -> bool:
    return was is None or now is None or (was.day, was.load) != (now.day, now.load)


def _load(was: Total | None, now: Total | None) -> tuple[str, ...]:
    """Return a row: the wave, its day and each load, as ``before > after`` where they differ."""
    known = [one for one in (was, now) if one]
    loads = zip(_loads(was), _loads(now), strict=True)
    return (
        str(known[0].wave),
        _arrow(*(f"{one.day}" if one else "-" for one in (was, now))),
        *(_arrow(f"{before:,.0f}", f"{after:,.0f}") for before, after in loads),
    )


def _loads(total: Total | None) -> tuple[float, ...]:
    return total.load if total else (0.0,) * len(RESOURCES)


def _arrow(before: str, after: str) -> str:
    return before if before == after else f"{before} > {after}"
