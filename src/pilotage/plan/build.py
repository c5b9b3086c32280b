"""From what was collected and agreed to a planning problem."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from math import inf

import networkx as nx
import numpy as np
import polars as pl

from pilotage.facts.dependency import DependencyGraph
from pilotage.facts.engagement import Engagement
from pilotage.facts.errors import InputError
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import DEVICES
from pilotage.plan.links import gb_per_hour
from pilotage.plan.names import Names, day_of, sets_of
from pilotage.plan.problem import (
    BLOCKED,
    KINDS,
    LEGACY_AUTH,
    NOT_IN_PILOT,
    VIP,
    Before,
    Blackouts,
    Edges,
    Groups,
    Ints,
    PilotCover,
    Problem,
    Sets,
    Units,
    Waves,
    Weights,
)
from pilotage.plan.unit_frame import unit_frame
from pilotage.plan.windows import waves_of

WEIGHTS = Weights(ordered=1.0, finish=0.05, risk=0.1)
"""Dependencies first; then the risky later rather than earlier; then an early end."""


def build_problem(
    graph: DependencyGraph, snapshot: Snapshot, engagement: Engagement, now: datetime
) -> Problem:
    """Return the planning problem of an engagement.

    Day 0 is ``migration.starts_on``. A dependency with an order makes what is needed move no
    later than what needs it, unless the two wait for each other and cannot share a wave.

    Raises:
        InputError: nothing is to be moved, the deadline lies before the start, every window has
            passed, or the engagement names a unit that is not to be moved or a link that was not
            measured; the error names the key.
    """
    frame = unit_frame(graph, snapshot, engagement)
    if frame.is_empty():
        raise InputError("there is nobody and nothing to move in this snapshot.", where="units")
    names = Names(frame, engagement)
    carries = gb_per_hour(snapshot, engagement.capacity.link)
    waves = waves_of(engagement, int(frame["people"].sum()), now, carries)
    edges, etypes, before = _edges(graph, frame, _largest(waves))
    return Problem(
        name=engagement.migration.name,
        seed=0,
        kinds=KINDS,
        etypes=etypes,
        waves=waves,
        units=_units(frame, names, waves.k),
        edges=edges,
        groups=_groups(graph, frame),
        together=names.together(_owned(snapshot, frame)),
        before=names.before(before),
        blackouts=_blackouts(engagement, frame["dept"].unique().sort().to_list()),
        cover=_cover(frame, names),
        deadline_day=_deadline(engagement),
        weights=WEIGHTS,
    )


def _units(frame: pl.DataFrame, names: Names, k: int) -> Units:
    codes = {kind: code for code, kind in enumerate(KINDS)}
    kind = frame["kind"].replace_strict(codes, return_dtype=pl.Int64)
    return Units(
        id=tuple(frame["unit"].to_list()),
        kind=kind.to_numpy(),
        load=frame.select("people", "gb", "tickets").to_numpy().copy(),
        dept=frame["dept"].to_numpy().astype(np.str_),
        persona=frame["persona"].to_numpy().astype(np.str_),
        site=frame["site"].to_numpy().astype(np.str_),
        risk=frame["risk"].to_numpy(),
        flags=frame["flags"].to_numpy(),
        ready_day=names.ready(frame.height),
        pin=names.pins(frame.height, k),
    )


def _edges(
    graph: DependencyGraph, frame: pl.DataFrame, largest: float
) -> tuple[Edges, tuple[str, ...], Before]:
    at = _places(frame)
    rows = (
        graph.edges.join(at.rename({"unit": "dependent", "at": "u"}), on="dependent")
        .join(at.rename({"unit": "needs", "at": "v"}), on="needs")
        .filter(pl.col("u") != pl.col("v"))
        .sort("u", "v", "rule", "weight")
    )
    etypes = rows["rule"].unique().sort()
    codes = {rule: code for code, rule in enumerate(etypes.to_list())}
    t = rows["rule"].replace_strict(codes, return_dtype=pl.Int64)
    u, v, w = (rows[name].to_numpy() for name in ("u", "v", "weight"))
    ordered = rows.filter(pl.col("order"))
    people = frame["people"].to_numpy()
    before = _orders(ordered["v"].to_numpy(), ordered["u"].to_numpy(), people, largest)
    return Edges(u, v, w, t.to_numpy()), tuple(etypes.to_list()), before


def _orders(first: Ints, then: Ints, people: Ints, largest: float) -> Before:
    """Return who moves no later than whom, without rings too large to share a wave."""
    waits = nx.DiGraph()
    waits.add_edges_from(zip(first.tolist(), then.tolist(), strict=True))
    ring = np.full(len(people), -1)
    for number, members in enumerate(nx.strongly_connected_components(waits)):
        if len(members) > 1 and people[list(members)].sum() > largest:
            ring[list(members)] = number
    kept = (ring[first] < 0) | (ring[first] != ring[then])
    return Before(first[kept], then[kept], np.zeros(int(kept.sum()), np.int64))


def _largest(waves: Waves) -> float:
    return float(waves.cap[:, 0].max(initial=0))


def _groups(graph: DependencyGraph, frame: pl.DataFrame) -> Groups:
    """Return the hyperedges with the weight that makes each member feel what the graph says.

    The graph counts a large group less already, and the objective would do so once more. A
    problem knows one weight per group, so the owners and the visitors of a site are two groups
    around it; where a group has no unit to stand around, its members feel the mean.
    """
    at = _places(frame)
    rows = (
        graph.groups.join(at, left_on="member", right_on="unit")
        .join(at.rename({"at": "own"}), left_on="group", right_on="unit", how="left")
        .sort("group", "rule", "at")
    )
    mean = pl.col("weight").mean().over("group", "rule")
    felt = rows.with_columns(weight=pl.when(pl.col("own").is_null()).then(mean).otherwise("weight"))
    sets = felt.group_by("group", "rule", "weight", maintain_order=True).agg(
        pl.col("at"), pl.col("own").first().fill_null(-1)
    )
    made = sets_of([np.array(members, np.int64) for members in sets["at"].to_list()])
    counted_less = np.maximum(np.diff(made.ptr) / WEIGHTS.hub_s0, 1.0)
    weight = sets["weight"].to_numpy() * counted_less
    return Groups(made.ptr, made.members, weight, sets["own"].to_numpy())


def _owned(snapshot: Snapshot, frame: pl.DataFrame) -> Sets:
    """Return one set per person with devices: the person, then the devices that move along.

    Bound to its owner a device is no question of its own, so the search is no larger for it.
    """
    at = _places(frame)
    devices = (
        snapshot.rows(DEVICES)
        .select(unit="device", owner="owner")
        .join(at.filter(pl.col("kind") == "device"), on="unit")
        .join(at.filter(pl.col("kind") == "user"), left_on="owner", right_on="unit", suffix="_own")
        .sort("at_own", "at")
    )
    sets = devices.group_by("at_own", maintain_order=True).agg("at")
    rows = sets.select(pl.concat_list("at_own", "at").alias("set"))["set"]
    return sets_of([np.array(members, np.int64) for members in rows.to_list()])


def _places(frame: pl.DataFrame) -> pl.DataFrame:
    """Return unit, kind and at, the number of each unit."""
    return frame.with_row_index("at").select("unit", "kind", at=pl.col("at").cast(pl.Int64))


def _blackouts(engagement: Engagement, departments: Sequence[str]) -> Blackouts:
    rows = [
        (dept, day_of(engagement, freeze.first), day_of(engagement, freeze.last))
        for freeze in engagement.freeze
        for dept in (departments if freeze.department == "*" else [freeze.department])
    ]
    dept, first, last = ([row[at] for row in rows] for at in range(3))
    return Blackouts(np.array(dept, np.str_), np.array(first, np.int64), np.array(last, np.int64))


def _cover(frame: pl.DataFrame, names: Names) -> PilotCover:
    """Return the pilot's limits, and as wishes the people asked for and the largest departments.

    Where fewer people may be in the pilot than its minimum, all of them are enough.
    """
    pilot = names.engagement.pilot
    forbid = VIP | LEGACY_AUTH | BLOCKED | NOT_IN_PILOT
    people = frame.with_row_index("at").filter(pl.col("kind") == "user")
    able = people.filter(pl.col("flags") & forbid == 0)
    tags = list(_tags(able, names, pilot.max_people))
    return PilotCover(
        min_users=float(min(pilot.min_people, able.height)),
        max_users=float(pilot.max_people) if pilot.max_people >= 0 else inf,
        forbid_flags=forbid,
        max_risk=1.0,
        tag_name=tuple(name for name, _, _ in tags),
        tags=sets_of([units for _, units, _ in tags]),
        tag_min=np.array([least for _, _, least in tags], np.int64),
    )


def _tags(able: pl.DataFrame, names: Names, most: int) -> Iterator[tuple[str, Ints, int]]:
    asked = names.each(names.engagement.pilot.people, "pilot.people")
    if asked.size:
        yield "the people asked for", asked, len(asked)
    sizes = able.group_by("dept").agg(pl.len(), pl.col("at").cast(pl.Int64))
    largest = sizes.sort(["len", "dept"], descending=[True, False]).head(max(most, 0))
    for dept, _, members in largest.iter_rows():
        yield dept or "people without a department", np.array(sorted(members), np.int64), 1


def _deadline(engagement: Engagement) -> int:
    migration = engagement.migration
    if migration.deadline is None:
        return -1
    day = day_of(engagement, migration.deadline)
    if day < 0:
        says = f"the deadline {migration.deadline} lies before the start, {migration.starts_on}."
        raise InputError(says, where="migration.deadline")
    return day
