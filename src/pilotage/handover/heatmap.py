"""Departments by departments: how strongly each hangs on each, as squares of five sizes.

The size carries the meaning; the colour only repeats it, so it prints and needs no eyesight
for hues. Long names stand in the rows; columns repeat their numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from pilotage.facts.dependency import DependencyGraph

MOST = 42
"""Departments drawn; the lightest beyond it are drawn as one."""

OTHERS = "All other departments"
PLACES = 6
"""Digits that a sum of weights keeps, so that its order does not hang on the last bit."""

LABEL = 230.0
HEAD = 24.0
STEPS = (0.30, 0.46, 0.62, 0.80, 1.0)
"""Side of a square as a share of its cell, from the weakest step to the strongest."""


@dataclass(frozen=True)
class Square:
    """One pair of departments as it is drawn. ``step`` counts from 1."""

    x: float
    y: float
    side: float
    step: int
    inside: bool
    says: str


@dataclass(frozen=True)
class HeatMap:
    """The drawing: the names in the order of the rows, the squares, and its size in pixels."""

    names: tuple[str, ...]
    squares: tuple[Square, ...]
    cell: float
    width: float
    height: float
    says: str


def department_pairs(graph: DependencyGraph) -> pl.DataFrame:
    """Return ``a``, ``b``, ``weight``, ``dependencies``, ``because`` per pair, heaviest first.

    A pair has no direction, and a department pairs with itself. Units without a department
    are left out. The weight of a group is shared among the pairs of its members, so that a
    group counts once however many departments it spans.
    """
    links = pl.concat([_edge_links(graph), _group_links(graph)])
    return _by_pair(links.with_columns(pl.lit(1).alias("dependencies")))


def folded(pairs: pl.DataFrame, most: int = MOST) -> pl.DataFrame:
    """Return ``pairs`` of at most ``most`` departments, the lightest taken as one."""
    names = _by_weight(pairs)
    if len(names) <= most:
        return pairs
    kept = names[: most - 1]
    ends = [
        pl.when(pl.col(end).is_in(kept)).then(end).otherwise(pl.lit(OTHERS)).alias(end)
        for end in ("a", "b")
    ]
    return _by_pair(pairs.with_columns(ends))


def _by_pair(links: pl.DataFrame) -> pl.DataFrame:
    """Return one row per pair of departments, whichever came first."""
    first = pl.col("a") <= pl.col("b")
    heaviest = pl.col("because").sort_by(["weight", "because"], descending=[True, False]).first()
    return (
        links.with_columns(
            pl.when(first).then("a").otherwise("b").alias("a"),
            pl.when(first).then("b").otherwise("a").alias("b"),
        )
        .group_by("a", "b")
        .agg(pl.col("weight").sum().round(PLACES), pl.col("dependencies").sum(), heaviest)
        .sort(["weight", "a", "b"], descending=[True, False, False])
    )


def heat_map(pairs: pl.DataFrame) -> HeatMap:
    """Return the drawing of ``department_pairs``; empty where there is no department."""
    pairs = folded(pairs)
    names = _by_weight(pairs)
    cell = max(13.0, min(30.0, round(560 / max(1, len(names)), 1)))
    place = {name: row for row, name in enumerate(names)}
    between = pairs.filter(pl.col("a") != pl.col("b"))
    top = max((between if between.height else pairs)["weight"].to_list(), default=1.0)
    squares = tuple(
        _square(place, row, cell, top)
        for row in pairs.sort("a", "b").iter_rows(named=True)
        if row["weight"] > 0
    )
    strongest = [f"{a} and {b}" for a, b in between.head(3).select("a", "b").iter_rows()]
    says = f"Dependencies between {len(names)} departments."
    if strongest:
        says += f" Strongest: {'; '.join(strongest)}. The table below has the figures."
    side = len(names) * cell
    return HeatMap(tuple(names), squares, cell, LABEL + side + 8, HEAD + side + 8, says)


def step_of(weight: float, top: float) -> int:
    """Return 1 to 5: each step is twice the one below, the fifth from half of ``top`` on."""
    share = weight / top
    return 1 + sum(share >= bound for bound in (1 / 16, 1 / 8, 1 / 4, 1 / 2))


def _square(place: dict[str, int], pair: dict[str, object], cell: float, top: float) -> Square:
    a, b, weight = str(pair["a"]), str(pair["b"]), float(str(pair["weight"]))
    row, column = max(place[a], place[b]), min(place[a], place[b])
    step = step_of(weight, top)
    side = round((cell - 2) * STEPS[step - 1], 1)
    margin = (cell - side) / 2
    says = f"inside {a}" if a == b else f"{a} and {b}"
    return Square(
        round(LABEL + column * cell + margin, 1),
        round(HEAD + row * cell + margin, 1),
        side,
        step,
        a == b,
        f"{says}: weight {weight:,.0f} in {pair['dependencies']:,} dependencies",
    )


def _edge_links(graph: DependencyGraph) -> pl.DataFrame:
    home = _departments(graph)
    return (
        graph.edges.join(home.rename({"unit": "dependent", "department": "a"}), on="dependent")
        .join(home.rename({"unit": "needs", "department": "b"}), on="needs")
        .select("a", "b", "weight", "because")
    )


def _group_links(graph: DependencyGraph) -> pl.DataFrame:
    """Return the groups as weighted pairs of departments."""
    home = _departments(graph)
    inside = (
        graph.groups.join(home.rename({"unit": "member"}), on="member")
        .group_by("group", "rule", "department")
        .agg(pl.len().alias("people"), pl.col("weight").max(), pl.col("because").min())
        .with_columns(share=pl.col("people") / pl.col("people").sum().over("group", "rule"))
    )
    other = inside.select("group", "rule", b="department", there="share")
    once = pl.col("department") <= pl.col("b")
    both = pl.when(pl.col("department") == pl.col("b")).then(1.0).otherwise(2.0)
    return (
        inside.join(other, on=["group", "rule"])
        .filter(once)
        .select(
            pl.col("department").alias("a"),
            "b",
            (pl.col("weight") * pl.col("share") * pl.col("there") * both).alias("weight"),
            "because",
        )
    )


def _departments(graph: DependencyGraph) -> pl.DataFrame:
    known = pl.col("department").is_not_null() & (pl.col("department") != "")
    return graph.units.filter(known).select("unit", "department")


def _by_weight(pairs: pl.DataFrame) -> list[str]:
    """Return every department of ``pairs``, the one that hangs on most others first."""
    ends = [pairs.select(pl.col(end).alias("name"), "a", "b", "weight") for end in ("a", "b")]
    others = pl.when(pl.col("a") == pl.col("b")).then(0.0).otherwise("weight").sum()
    ranked = pl.concat(ends).group_by("name").agg(others.alias("weight"))
    last = pl.col("name") == OTHERS
    order = ranked.sort([last, "weight", "name"], descending=[False, True, False])
    return order["name"].to_list()
