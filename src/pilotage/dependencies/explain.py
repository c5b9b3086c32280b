"""Everything that ties one unit to others, in one table and in words."""

from __future__ import annotations

import polars as pl

from pilotage.facts.dependency import DependencyGraph
from pilotage.facts.errors import NotKnown

NEAR_NAMES = 3


def explain(graph: DependencyGraph, unit: str) -> pl.DataFrame:
    """Return what ``unit`` is tied to, heaviest first.

    Columns: other (unit id), name, kind, weight, rule, because, and size (members of the
    hyperedge; null for an edge between two).
    """
    edges = graph.of(unit).select(
        other=pl.when(pl.col("dependent") == unit).then("needs").otherwise("dependent"),
        weight="weight",
        rule="rule",
        because="because",
        size=pl.lit(None, pl.UInt32),
    )
    sizes = graph.groups.group_by("group", "rule").agg(size=pl.len())
    member_of = (
        graph.groups_of(unit)
        .rename({"group": "other"})
        .select("other", "weight", "rule", "because")
    )
    holds = graph.groups.filter(pl.col("group") == unit).select(
        "weight", "rule", "because", other="member"
    )
    grouped = member_of.join(
        sizes, left_on=["other", "rule"], right_on=["group", "rule"], how="left"
    ).select(edges.columns)
    held = holds.with_columns(size=pl.lit(None, pl.UInt32)).select(edges.columns)
    names = graph.units.select("unit", "name", "kind")
    return (
        pl.concat([edges, grouped, held])
        .join(names, left_on="other", right_on="unit", how="left")
        .sort(["weight", "other", "rule"], descending=[True, False, False])
        .select("other", "name", "kind", "weight", "rule", "because", "size")
    )


def find_unit(graph: DependencyGraph, addresses: pl.DataFrame, asked: str) -> str:
    """Return the unit id of what a person typed: an id, an address, or a name.

    ``addresses`` has columns object and address.

    Raises:
        NotKnown: nothing or more than one unit is meant; says what is near.
    """
    key = asked.strip().lower()
    named = pl.col("name").str.to_lowercase()
    by_id = graph.units.filter(pl.col("unit").str.to_lowercase() == key)
    owners = addresses.filter(pl.col("address") == key).select(unit="object")
    by_address = graph.units.join(owners, on="unit", how="semi")
    by_name = graph.units.filter(named == key)
    for found in (by_id, by_address, by_name):
        if found.height == 1:
            return str(found["unit"][0])
        if found.height > 1:
            ids = ", ".join(found["unit"].head(NEAR_NAMES))
            raise NotKnown(f"{asked} names {found.height} units ({ids}); give the id of one")
    local = key.partition("@")[0]
    near = graph.units.filter(named.str.contains(local, literal=True))["name"].head(NEAR_NAMES)
    hint = f"; did you mean {', '.join(near)}?" if len(near) else ""
    raise NotKnown(f"no unit is called {asked}{hint}")
