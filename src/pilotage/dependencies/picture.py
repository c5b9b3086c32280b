"""The map as a picture: clusters of units and the heaviest ties between them, a few dozen in all.

Ten thousand people are read as departments or waves; what they share is one cluster for each
kind; applications stand alone as long as they are among those used most.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from pilotage.facts.dependency import DependencyGraph

PEOPLE, SHARED, SYSTEMS = "people", "shared", "systems"
COLUMN_OF = {
    "user": PEOPLE,
    "shared_mailbox": SHARED,
    "group": SHARED,
    "team": SHARED,
    "site": SHARED,
    "shared_folder": SHARED,
    "device": SYSTEMS,
    "server": SYSTEMS,
    "application": SYSTEMS,
    "service": SYSTEMS,
}
"""Where each kind of unit stands in the picture."""

MOST_PEOPLE, MOST_SINGLE, MOST_TIES = 10, 7, 40
OTHERS = "Other departments"
NO_DEPARTMENT, NO_WAVE = "No department", "No wave"
OWN = ("device_owner",)
"""Rules whose ties are not drawn: a device moves with its person anyway."""
PLURAL = {
    "shared_mailbox": "Shared mailboxes",
    "group": "Groups",
    "team": "Teams",
    "site": "Sites",
    "shared_folder": "Shared folders",
    "device": "Devices",
    "server": "Servers",
    "application": "Applications",
    "service": "Services",
}
GROUPINGS = ("department", "wave")
"""By what people can be put together."""


@dataclass(frozen=True)
class Cluster:
    """Units that stand together; ``unit`` is set where it is one alone."""

    key: str
    title: str
    column: str
    units: int
    unit: str = ""


@dataclass(frozen=True)
class Tie:
    """All dependencies between two clusters: their weight, how many, and how many the plan cuts."""

    one: str
    other: str
    weight: float
    count: int
    cut: int


@dataclass(frozen=True)
class Picture:
    """Clusters and ties; ``left_out`` counts the ties that are too light to be drawn."""

    by: str
    clusters: tuple[Cluster, ...]
    ties: tuple[Tie, ...]
    left_out: int


def picture(graph: DependencyGraph, placed: pl.DataFrame, by: str) -> Picture:
    """Return the picture of a map with people put together ``by`` department or wave.

    ``placed`` has the columns ``unit`` and ``wave``.
    """
    pairs = _pairs(graph, placed)
    units = _clustered(graph.units, placed, pairs, by)
    ties = _ties(pairs, units)
    drawn = ties.head(MOST_TIES)
    return Picture(by, _clusters(units), tuple(Tie(*row) for row in drawn.iter_rows()),
                   ties.height - drawn.height)  # fmt: skip


def _pairs(graph: DependencyGraph, placed: pl.DataFrame) -> pl.DataFrame:
    """Return every dependency between two units: ``one``, ``other``, ``weight`` and ``cut``."""
    edges = graph.edges.filter(~pl.col("rule").is_in(OWN)).select(
        "weight", one="dependent", other="needs"
    )
    held = graph.groups.select("weight", one="member", other="group")
    waves = placed.select("unit", "wave")
    return (
        pl.concat([edges, held])
        .join(waves.rename({"unit": "one", "wave": "first"}), on="one", how="left")
        .join(waves.rename({"unit": "other", "wave": "second"}), on="other", how="left")
        .with_columns(cut=(pl.col("first") != pl.col("second")).fill_null(False))
        .select("one", "other", "weight", "cut")
    )


def _clustered(
    units: pl.DataFrame, placed: pl.DataFrame, pairs: pl.DataFrame, by: str
) -> pl.DataFrame:
    """Return ``unit``, ``kind``, ``cluster``, ``title`` and whether it stands ``alone``."""
    user = pl.col("kind") == "user"
    blank = pl.col("department").fill_null("")
    department = pl.when(blank == "").then(pl.lit(NO_DEPARTMENT)).otherwise(blank)
    wave = pl.when(pl.col("wave").is_null()).then(pl.lit(NO_WAVE)).otherwise(
        pl.format("Wave {}", "wave")
    )  # fmt: skip
    single = _single(units, pairs)
    known = units.join(placed, on="unit", how="left").with_columns(
        group=wave if by == "wave" else department, alone=pl.col("unit").is_in(single.implode())
    )
    sizes = (
        known.filter(user).group_by("group").len().sort("len", "group", descending=[True, False])
    )
    large = sizes["group"].head(MOST_PEOPLE).implode()
    people = pl.when(pl.col("group").is_in(large)).then("group").otherwise(pl.lit(OTHERS))
    title = pl.when(user).then(people).when("alone").then("name").otherwise(
        pl.col("kind").replace_strict(PLURAL, default=pl.col("kind"), return_dtype=pl.String)
    )  # fmt: skip
    titled = known.with_columns(title=title)
    key = pl.when("alone").then("unit").otherwise(pl.concat_str("kind", pl.lit(":"), "title"))
    key = pl.when(user).then(pl.concat_str(pl.lit("people:"), "title")).otherwise(key)
    return titled.with_columns(cluster=key).select("unit", "kind", "cluster", "title", "alone")


def _single(units: pl.DataFrame, pairs: pl.DataFrame) -> pl.Series:
    """Return the applications and services with the most weight; each stands alone."""
    known = units.filter(pl.col("kind").is_in(["application", "service"]))
    ends = pl.concat([pairs.select("weight", unit="one"), pairs.select("weight", unit="other")])
    heavy = ends.join(known, on="unit").group_by("unit").agg(pl.col("weight").sum())
    return heavy.sort("weight", "unit", descending=[True, False])["unit"].head(MOST_SINGLE)


def _ties(pairs: pl.DataFrame, units: pl.DataFrame) -> pl.DataFrame:
    """Return the ties between different clusters, the heaviest first."""
    of = units.select("unit", "cluster")
    return (
        pairs.join(of.rename({"unit": "one", "cluster": "a"}), on="one")
        .join(of.rename({"unit": "other", "cluster": "b"}), on="other")
        .filter(pl.col("a") != pl.col("b"))
        .select("weight", "cut", one=pl.min_horizontal("a", "b"), other=pl.max_horizontal("a", "b"))
        .group_by("one", "other")
        .agg(pl.col("weight").sum().round(1), count=pl.len(), cut=pl.col("cut").sum())
        .sort(["weight", "one", "other"], descending=[True, False, False])
    )


def _clusters(units: pl.DataFrame) -> tuple[Cluster, ...]:
    counted = (
        units.group_by("cluster", "title", "kind", "alone")
        .agg(units=pl.len(), unit=pl.col("unit").min())
        .sort(["units", "title"], descending=[True, False])
    )
    return tuple(
        Cluster(key, title, COLUMN_OF.get(kind, SYSTEMS), count, unit if alone else "")
        for key, title, kind, alone, count, unit in counted.iter_rows()
    )
