"""A planning problem as a tree of columns: every key of the format, read and written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import numpy as np

from pilotage.plan.columns import LARGEST, Columns, refused
from pilotage.plan.problem import (
    RESOURCES,
    Before,
    Blackouts,
    Edges,
    Floats,
    Groups,
    PilotCover,
    Problem,
    Units,
    Waves,
    Weights,
)

FORMAT = "pilotage-wave-instance/1"

HEAVIEST = 1e9
"""What one unit may need of a resource: a billion GB is an exabyte, and so a slip of the unit."""

DEAREST = 1e6
"""The largest weight of a part of the objective; beyond it the other parts would be lost."""

MOST_WAVES = 1000
"""Twenty years of weekends; tables of every pair of waves still fit into memory."""

SECTIONS = (
    *("waves", "units", "edges", "groups", "together", "before", "blackouts", "pilot_cover"),
    "weights",
)


def problem_of(columns: Columns) -> Problem:
    """Return the problem that the columns describe.

    Raises:
        InputError: an entry is missing or cannot be used; the error names its key.
    """
    if (found := columns.text("format", "")) != FORMAT:
        raise refused("format", f"is {found!r}, not {FORMAT!r}")
    columns.check_sections(SECTIONS)
    n = columns.whole("n", least=1)
    waves = _waves(columns)
    return Problem(
        name=columns.text("name", ""),
        seed=columns.whole("seed", 0, least=0),
        kinds=columns.texts("kinds"),
        etypes=columns.texts("etypes"),
        waves=waves,
        units=_units(columns, n, waves.k),
        edges=_edges(columns, n),
        groups=_groups(columns, n),
        together=columns.sets("together/ptr", "together/members", n),
        before=_before(columns, n),
        blackouts=_blackouts(columns),
        cover=_cover(columns, n),
        deadline_day=columns.whole("deadline_day", -1, least=-1),
        weights=_weights(columns),
    )


def _waves(columns: Columns) -> Waves:
    k = columns.whole("waves/k", least=1)
    if k > MOST_WAVES:
        raise refused("waves/k", f"{k} is more than {MOST_WAVES} waves")
    day = columns.ints("waves/day", k, least=0)
    if (falls := np.flatnonzero(np.diff(day) < 0)).size:
        raise refused("waves/day", "decreases", int(falls[0]) + 1)
    caps = [columns.capacity(f"waves/cap_{name}", k) for name in RESOURCES]
    pilot = columns.whole("waves/pilot", -1, least=-1)
    if pilot >= k:
        raise refused("waves/pilot", f"is {pilot}, but the last wave is {k - 1}")
    return Waves(day, np.column_stack(caps), pilot, _window(columns, k))


def _window(columns: Columns, k: int) -> tuple[tuple[datetime, datetime], ...]:
    texts = columns.texts("waves/starts"), columns.texts("waves/ends")
    if not texts[0]:
        return ()
    try:
        starts, ends = ([datetime.fromisoformat(text) for text in column] for column in texts)
    except ValueError as error:
        raise refused("waves/starts", f"{error}") from error
    if len(starts) != k or len(ends) != k:
        raise refused("waves/starts", f"needs a start and an end for each of {k} waves")
    return tuple(zip(starts, ends, strict=True))


def _units(columns: Columns, n: int, k: int) -> Units:
    load = [columns.floats("units/users", n, least=0, most=HEAVIEST)]
    load += [
        columns.floats(f"units/{name}", n, 0, least=0, most=HEAVIEST) for name in ("gb", "tickets")
    ]
    risk = columns.floats("units/risk", n, 0, least=0)
    if (high := np.flatnonzero(risk > 1)).size:
        raise refused("units/risk", f"{risk[high[0]]:g} is above 1", int(high[0]))
    return Units(
        id=_ids(columns, n),
        kind=columns.ints("units/kind", n, 0, least=0),
        load=np.column_stack(load),
        dept=columns.labels("units/dept", n),
        persona=columns.labels("units/persona", n),
        site=columns.labels("units/site", n),
        risk=risk,
        flags=columns.ints("units/flags", n, 0, least=0),
        ready_day=columns.ints("units/ready_day", n, 0),
        pin=columns.ints("units/pin", n, -1, least=-1, most=k - 1),
    )


def _ids(columns: Columns, n: int) -> tuple[str, ...]:
    if "units/id" not in columns or columns.is_text("units/id", "implicit"):
        return tuple(f"u{number}" for number in range(n))
    ids = columns.texts("units/id")
    if len(ids) != n:
        raise refused("units/id", f"has {len(ids)} entries, not {n}")
    if len(set(ids)) < n:
        first = {id: at for at, id in reversed(list(enumerate(ids)))}
        at = next(at for at, id in enumerate(ids) if first[id] != at)
        raise refused("units/id", f"{ids[at]!r} is also entry {first[ids[at]]}", at)
    return ids


def _edges(columns: Columns, n: int) -> Edges:
    u = columns.ints("edges/u", None, 0, least=0, most=n - 1)
    return Edges(
        u,
        columns.ints("edges/v", len(u), 0, least=0, most=n - 1),
        columns.floats("edges/w", len(u), 1, least=0, most=LARGEST),
        columns.ints("edges/t", len(u), 0, least=0),
    )


def _groups(columns: Columns, n: int) -> Groups:
    sets = columns.sets("groups/ptr", "groups/members", n)
    return Groups(
        sets.ptr,
        sets.members,
        columns.floats("groups/w", len(sets), 1, least=0, most=LARGEST),
        columns.ints("groups/unit", len(sets), -1, least=-1, most=n - 1),
    )


def _before(columns: Columns, n: int) -> Before:
    u = columns.ints("before/u", None, 0, least=0, most=n - 1)
    v = columns.ints("before/v", len(u), 0, least=0, most=n - 1)
    return Before(u, v, columns.ints("before/gap", len(u), 0, least=0))


def _blackouts(columns: Columns) -> Blackouts:
    first = columns.ints("blackouts/from", None, 0)
    last = columns.ints("blackouts/to", len(first), 0)
    if (wrong := np.flatnonzero(last < first)).size:
        raise refused("blackouts/to", "ends before it begins", int(wrong[0]))
    return Blackouts(columns.labels("blackouts/dept", len(first)), first, last)


def _cover(columns: Columns, n: int) -> PilotCover:
    tags = columns.sets("pilot_cover/tag_ptr", "pilot_cover/tag_units", n)
    names = columns.texts("pilot_cover/tag_name") or tuple(f"tag {at}" for at in range(len(tags)))
    if len(names) != len(tags):
        raise refused("pilot_cover/tag_name", f"has {len(names)} entries, not {len(tags)}")
    most = columns.number("pilot_cover/max_users", -1, least=-1)
    return PilotCover(
        min_users=columns.number("pilot_cover/min_users", 0, least=0),
        max_users=np.inf if most < 0 else most,
        forbid_flags=columns.whole("pilot_cover/forbid_flags", 0, least=0),
        max_risk=columns.number("pilot_cover/max_risk", 1, least=0),
        tag_name=names,
        tags=tags,
        tag_min=columns.ints("pilot_cover/tag_min", len(tags), 1, least=0),
    )


def _weights(columns: Columns) -> Weights:
    hub_s0 = columns.number("hub_s0", Weights.hub_s0, least=0)
    return Weights(
        columns.number("weights/ordered", Weights.ordered, least=0, most=DEAREST),
        columns.number("weights/finish", Weights.finish, least=0, most=DEAREST),
        columns.number("weights/risk", Weights.risk, least=0, most=DEAREST),
        columns.number("weights/hub_s0", hub_s0, least=0),
    )


def entries_of(problem: Problem) -> Iterator[tuple[str, Any]]:
    """Yield every key of the format with its value; columns are arrays."""
    yield from [("format", FORMAT), ("name", problem.name), ("seed", problem.seed)]
    yield from [("n", problem.n), ("kinds", problem.kinds), ("etypes", problem.etypes)]
    yield from _wave_entries(problem.waves)
    yield from _unit_entries(problem.units)
    for name in ("edges", "groups", "together", "before"):
        for key, value in vars(getattr(problem, name)).items():
            yield f"{name}/{key}", value
    blackouts = problem.blackouts
    yield from [("blackouts/dept", blackouts.dept), ("blackouts/from", blackouts.first)]
    yield "blackouts/to", blackouts.last
    yield from _cover_entries(problem.cover)
    yield "deadline_day", problem.deadline_day
    yield from ((f"weights/{key}", value) for key, value in vars(problem.weights).items())


def _wave_entries(waves: Waves) -> Iterator[tuple[str, Any]]:
    yield from [("waves/k", waves.k), ("waves/day", waves.day), ("waves/pilot", waves.pilot)]
    for name, column in zip(RESOURCES, waves.cap.T, strict=True):
        yield f"waves/cap_{name}", _finite(column)
    if waves.window:
        for name, column in zip(("starts", "ends"), zip(*waves.window, strict=True), strict=True):
            yield f"waves/{name}", [moment.isoformat() for moment in column]


def _unit_entries(units: Units) -> Iterator[tuple[str, Any]]:
    for name, column in zip(RESOURCES, units.load.T, strict=True):
        yield f"units/{name}", column
    for key, value in vars(units).items():
        if key != "load":
            yield f"units/{key}", value


def _cover_entries(cover: PilotCover) -> Iterator[tuple[str, Any]]:
    yield "pilot_cover/min_users", cover.min_users
    yield "pilot_cover/max_users", cover.max_users if np.isfinite(cover.max_users) else -1
    yield "pilot_cover/forbid_flags", cover.forbid_flags
    yield "pilot_cover/max_risk", cover.max_risk
    yield "pilot_cover/tag_name", cover.tag_name
    yield "pilot_cover/tag_ptr", cover.tags.ptr
    yield "pilot_cover/tag_units", cover.tags.members
    yield "pilot_cover/tag_min", cover.tag_min


def _finite(column: Floats) -> Floats:
    return np.where(np.isfinite(column), column, -1.0)
