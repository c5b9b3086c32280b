"""What the plan cuts: dependencies whose two ends move in different waves, and why."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from pilotage.facts.plan import Objective
from pilotage.handover import chapter
from pilotage.handover.listing import SHOWN, Listing, listing
from pilotage.handover.material import Material
from pilotage.handover.words import spoken


@dataclass(frozen=True)
class Cuts:
    """How many are cut, the heaviest of them, and which groups do not stay whole."""

    planned: bool
    objective: Objective | None
    cut: int
    counted: int
    rules: Listing
    heaviest: Listing
    split: Listing
    whole: int
    groups: int


@chapter("cuts", title="What the plan cuts", order=8)
def cuts(material: Material) -> Cuts:
    """Return cuts counted in the graph itself, and the heaviest as the plan names them."""
    edges = material.placed_edges()
    groups = _placed_groups(material)
    split = groups.filter(pl.col("waves") > 1)
    return Cuts(
        material.plan is not None,
        material.plan.objective if material.plan else None,
        edges.filter(pl.col("apart") > 0).height,
        edges.height,
        _rules(edges),
        cuts_table(material, SHOWN),
        split_table(material, SHOWN),
        groups.height - split.height,
        groups.height,
    )


def cuts_table(material: Material, shown: int) -> Listing:
    """Return cuts by weight times waves apart, the worst first."""
    plan = material.plan
    every = sorted(
        plan.cuts if plan else (),
        key=lambda cut: (-cut.weight * cut.waves_apart, cut.dependent, cut.needs, cut.rule),
    )
    wave_of = plan.wave_of if plan else {}
    rows = [
        (
            material.name(cut.dependent),
            wave_of.get(cut.dependent),
            material.name(cut.needs),
            wave_of.get(cut.needs),
            cut.waves_apart,
            cut.weight,
            cut.because,
        )
        for cut in every[:shown]
    ]
    columns = ("Who", "Wave", "Needs", "Wave of it", "Waves apart", "Weight", "Because")
    counted = material.placed_edges().filter(pl.col("apart") > 0).height
    total = max(counted, len(every))
    rest = "all" if total == len(every) else f"the heaviest {len(every):,}"
    return listing(
        "Heaviest cuts", columns, rows, shown=shown, total=total, rest=f"{rest} in the workbook"
    )


def _placed_groups(material: Material) -> pl.DataFrame:
    """Return each group with its members in the plan and the number of their waves."""
    placed = material.placed().rename({"unit": "member"})
    return (
        material.graph.groups.join(placed, on="member")
        .group_by("group")
        .agg(
            pl.col("member").n_unique().alias("members"),
            pl.col("wave").n_unique().alias("waves"),
            pl.col("weight").max(),
            pl.col("because").min(),
        )
    )


def _rules(edges: pl.DataFrame) -> Listing:
    cut = pl.col("apart") > 0
    found = (
        edges.group_by("rule")
        .agg((~cut).sum().alias("kept"), cut.sum().alias("cut"))
        .sort(["cut", "rule"], descending=[True, False])
    )
    rows = [(spoken(rule), kept, cut) for rule, kept, cut in found.iter_rows()]
    return listing("Kept and cut, by rule", ("Rule", "Kept together", "Cut"), rows)


def split_table(material: Material, shown: int) -> Listing:
    """Return groups whose members move in more than one wave, the heaviest first."""
    split = _placed_groups(material).filter(pl.col("waves") > 1)
    heavy = split.sort(["weight", "waves", "group"], descending=[True, True, False]).head(shown)
    rows = [
        (material.name(row["group"]), row["members"], row["waves"], row["weight"], row["because"])
        for row in heavy.iter_rows(named=True)
    ]
    columns = ("Group", "Members", "In waves", "Weight", "Because")
    title = "Groups that do not stay whole"
    return listing(title, columns, rows, shown=shown, total=split.height)
