"""Dependencies: what hangs on what, how strongly, and because of what.

A rule is one module under ``rules``. It returns a frame of edges or of hyperedges; a hyperedge
(a group and its members) is never expanded into pairs, so a group of 40 000 costs 40 000 rows.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

import polars as pl

from pilotage.dependencies.units import units_of
from pilotage.facts.catalogue import Catalogue, Page, page_of
from pilotage.facts.dependency import DEPENDENCY_SCHEMA, GROUP_SCHEMA, DependencyGraph
from pilotage.facts.engagement import Engagement
from pilotage.facts.snapshot import Snapshot

HUB_SIZE = 30
"""A hyperedge up to this many members counts in full; a larger one is weighted down."""

See = Callable[[Snapshot, Engagement | None], pl.DataFrame]
Shape = Literal["edges", "groups"]


@dataclass(frozen=True)
class Rule:
    """One way in which objects depend on each other.

    ``order`` says that what is needed must move no later than what depends on it.
    """

    id: str
    shape: Shape
    order: bool
    page: Page
    see: See


RULES: Catalogue[Rule] = Catalogue("pilotage.dependencies.rules")


def rule(id: str, *, shape: Shape, order: bool = False) -> Callable[[See], See]:
    """Declare the decorated function as a rule.

    With ``shape="edges"`` it returns columns dependent, needs, weight, because; with "groups"
    it returns group, member, weight (of the whole group if it were small), because.
    """

    def declare(see: See) -> See:
        made = Rule(id, shape, order, page_of(sys.modules[see.__module__]), see)
        RULES.add(id, made, see.__module__)
        return see

    return declare


def map_dependencies(
    snapshot: Snapshot, engagement: Engagement | None, rules: Iterable[Rule]
) -> DependencyGraph:
    """Let every rule look at the snapshot, and keep what ties two units together.

    An edge with an end that is no unit (an outsider, a deleted object) ties nothing; such
    edges are counted per rule in ``outside``.
    """
    units = units_of(snapshot, engagement)
    edges: list[pl.DataFrame] = []
    groups: list[pl.DataFrame] = []
    outside: dict[str, int] = {}
    for each in rules:
        seen = each.see(snapshot, engagement)
        kept = _edges(each, seen, units) if each.shape == "edges" else _groups(each, seen, units)
        (edges if each.shape == "edges" else groups).append(kept)
        if lost := seen.height - kept.height:
            outside[each.id] = lost
    return DependencyGraph(
        units,
        _stack(edges, DEPENDENCY_SCHEMA).sort("dependent", "needs", "rule"),
        _stack(groups, GROUP_SCHEMA).sort("group", "member", "rule"),
        outside,
    )


def _edges(each: Rule, seen: pl.DataFrame, units: pl.DataFrame) -> pl.DataFrame:
    """Return the edges between two different units; several with the same ends become one."""
    known = units["unit"].implode()
    return (
        seen.filter(
            pl.col("dependent").is_in(known)
            & pl.col("needs").is_in(known)
            & (pl.col("dependent") != pl.col("needs"))
        )
        .group_by("dependent", "needs", maintain_order=True)
        .agg(pl.col("weight").sum(), pl.col("because").unique(maintain_order=True).str.join("; "))
        .with_columns(rule=pl.lit(each.id), order=pl.lit(each.order))
        .select(pl.col(name).cast(dtype) for name, dtype in DEPENDENCY_SCHEMA.items())
    )


def _groups(each: Rule, seen: pl.DataFrame, units: pl.DataFrame) -> pl.DataFrame:
    """Return hyperedges with the weight that one member feels: less in a large group."""
    known = units["unit"].implode()
    damping = (HUB_SIZE / pl.len().over("group")).clip(upper_bound=1)
    return (
        seen.filter(pl.col("member").is_in(known) & (pl.col("member") != pl.col("group")))
        .unique(["group", "member"], keep="first", maintain_order=True)
        .with_columns(weight=pl.col("weight") * damping, rule=pl.lit(each.id))
        .select(pl.col(name).cast(dtype) for name, dtype in GROUP_SCHEMA.items())
    )


def _stack(frames: list[pl.DataFrame], schema: dict[str, type[pl.DataType]]) -> pl.DataFrame:
    return pl.concat(frames) if frames else pl.DataFrame(schema=schema)
