"""Dependencies: which departments hang on which, and what holds them together."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from pilotage.facts.dependency import DependencyGraph
from pilotage.handover import chapter
from pilotage.handover.heatmap import PLACES, HeatMap, department_pairs, heat_map
from pilotage.handover.listing import DEPENDENCIES_KEPT, SHOWN, Listing, listing
from pilotage.handover.material import Material
from pilotage.handover.words import spoken


@dataclass(frozen=True)
class DependencyMap:
    """The map, the same as figures, and what lies behind it."""

    units: int
    edges: int
    groups: int
    drawing: HeatMap | None
    homeless: int
    pairs: Listing
    hubs: Listing
    rules: Listing
    heaviest: Listing


@chapter("dependencies", title="Dependencies", order=7)
def dependencies(material: Material) -> DependencyMap:
    """Return the map of departments and the heaviest of everything."""
    graph = material.graph
    pairs = department_pairs(graph)
    return DependencyMap(
        graph.units.height,
        graph.edges.height,
        graph.groups["group"].n_unique(),
        heat_map(pairs) if pairs.height else None,
        graph.units.filter(pl.col("department").fill_null("") == "").height,
        pairs_table(pairs.filter(pl.col("a") != pl.col("b"))),
        hubs_table(material),
        _rules(graph),
        _heaviest(material),
    )


def pairs_table(pairs: pl.DataFrame, shown: int = SHOWN) -> Listing:
    """Return the heaviest pairs of departments, each with its heaviest reason."""
    rows = pairs.head(shown).select("a", "b", "weight", "dependencies", "because").rows()
    columns = ("Department", "Hangs together with", "Weight", "Dependencies", "Heaviest of them")
    title = "Heaviest pairs of departments"
    return listing(title, columns, rows, shown=shown, total=pairs.height)


def hubs_table(material: Material, shown: int = SHOWN) -> Listing:
    """Return shared mailboxes, groups and the like by the weight that hangs on them."""
    found = _hubs(material.graph)
    rows = [
        (material.name(unit), spoken(kind), touches, departments, weight)
        for unit, kind, touches, departments, weight in found.head(shown).iter_rows()
    ]
    columns = ("What", "Kind", "Holds together", "Departments", "Weight")
    title = "What holds departments together"
    return listing(title, columns, rows, shown=shown, total=found.height)


def _hubs(graph: DependencyGraph) -> pl.DataFrame:
    """Return ``unit``, ``kind``, ``touches``, ``departments``, ``weight``, the heaviest first.

    A hub is anything but a person: it gathers its edges, and its members where it is a group.
    """
    kinds = graph.units.select("unit", "kind")
    home = graph.units.select(pl.col("unit").alias("other"), "department")
    ends = [
        graph.edges.select(pl.col(one).alias("unit"), pl.col(two).alias("other"), "weight")
        for one, two in (("dependent", "needs"), ("needs", "dependent"))
    ]
    members = graph.groups.select(
        pl.col("group").alias("unit"),
        pl.col("member").alias("other"),
        pl.col("weight") / pl.len().over("group", "rule"),
    )
    return (
        pl.concat([*ends, members])
        .join(kinds, on="unit", how="left")
        .with_columns(pl.col("kind").fill_null("group"))
        .filter(pl.col("kind") != "user")
        .join(home, on="other", how="left")
        .group_by("unit", "kind")
        .agg(
            pl.col("other").n_unique().alias("touches"),
            pl.col("department").drop_nulls().n_unique().alias("departments"),
            pl.col("weight").sum().round(PLACES),
        )
        .sort(["weight", "unit", "kind"], descending=[True, False, False])
    )


def _rules(graph: DependencyGraph) -> Listing:
    edges = graph.edges.select("rule", pl.lit(1).alias("n"), "weight")
    groups = graph.groups.unique(["group", "rule"], keep="first", maintain_order=True)
    found = (
        pl.concat([edges, groups.select("rule", pl.lit(1).alias("n"), "weight")])
        .group_by("rule")
        .agg(pl.col("n").sum(), pl.col("weight").sum().round(PLACES))
        .sort(["weight", "rule"], descending=[True, False])
    )
    columns = ("Rule that saw them", "Dependencies", "Weight")
    rows = [(spoken(rule), count, weight) for rule, count, weight in found.iter_rows()]
    return listing("Where dependencies come from", columns, rows)


def _heaviest(material: Material) -> Listing:
    edges = material.graph.edges.sort(
        ["weight", "dependent", "needs", "rule"], descending=[True, False, False, False]
    )
    rows = [
        (
            material.name(edge["dependent"]),
            material.name(edge["needs"]),
            edge["weight"],
            "needs first" if edge["order"] else "",
            edge["because"],
        )
        for edge in edges.head(SHOWN).iter_rows(named=True)
    ]
    columns = ("Who", "Needs", "Weight", "Order", "Because")
    every = edges.height <= DEPENDENCIES_KEPT
    rest = "all in the workbook" if every else f"{DEPENDENCIES_KEPT:,} in the workbook"
    title = "Heaviest single dependencies"
    return listing(title, columns, rows, total=edges.height, rest=rest)
