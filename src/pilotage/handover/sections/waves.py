"""Waves: who moves when, and how full each wave is."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from pilotage.facts.plan import Plan, Wave
from pilotage.handover import chapter
from pilotage.handover.gantt import METER_WIDTH, METERS, Gantt, gantt
from pilotage.handover.listing import Cell, Listing, listing
from pilotage.handover.material import Material
from pilotage.handover.outlook import Outlook, outlook
from pilotage.handover.timing import Timing, timing

BINDING = {"cap_users": "people", "cap_gb": "GB", "cap_tickets": "tickets"}
DEPARTMENTS = 3
WAVES = 100


@dataclass(frozen=True)
class Waves:
    """The drawing and its tables; ``plan`` is None where there is none."""

    plan: Plan | None
    conflict: tuple[str, ...]
    drawing: Gantt | None
    meters: tuple[tuple[str, float], ...]
    meter_width: float
    timing: Timing
    waves: Listing
    freezes: Listing
    outlook: Outlook | None


@chapter("waves", title="Waves", order=4)
def waves(material: Material) -> Waves:
    """Return the time axis, the waves, when the last one ends, and the freezes."""
    return Waves(
        material.plan,
        material.conflict,
        gantt(material),
        METERS,
        METER_WIDTH,
        timing(material),
        waves_table(material, WAVES),
        _freezes(material),
        outlook(material),
    )


def waves_table(material: Material, shown: int) -> Listing:
    """Return one row per wave, in time order."""
    every = material.plan.waves if material.plan else ()
    parts = _departments(material)
    cuts = _cuts(material)
    rows = [
        (
            title(wave),
            material.clock.span(material.starts(wave), wave.ends_at)
            if material.starts(wave)
            else f"day {wave.day} of the project",
            len(wave.members),
            _used(wave.users, wave.cap_users),
            _used(wave.gb, wave.cap_gb),
            _used(wave.tickets, wave.cap_tickets),
            BINDING.get(wave.binding, wave.binding),
            parts.get(wave.number, ""),
            cuts.get(wave.number, 0),
        )
        for wave in every
    ]
    columns = ("Wave", "Window", "Units", "People", "GB", "Tickets")
    more = ("Fullest", "Departments", "Cuts")
    return listing("Every wave", (*columns, *more), rows, shown=shown)


def title(wave: Wave) -> str:
    """Return how a wave is called."""
    return f"Wave {wave.number}, pilot" if wave.pilot else f"Wave {wave.number}"


def _used(value: float, cap: float) -> Cell:
    return f"{value:,.0f}, no limit" if cap < 0 else f"{value:,.0f} of {cap:,.0f}"


def _departments(material: Material) -> dict[int, str]:
    """Return the largest departments of each wave, with their people."""
    home = material.graph.units.filter(pl.col("kind") == "user").select("unit", "department")
    counted = (
        material.placed()
        .join(home, on="unit")
        .group_by("wave", pl.col("department").fill_null("no department"))
        .len()
        .sort(["wave", "len", "department"], descending=[False, True, False])
        .group_by("wave", maintain_order=True)
        .agg("department", "len")
    )
    return {
        wave: _first(list(zip(names, sizes, strict=True)))
        for wave, names, sizes in counted.iter_rows()
    }


def _first(parts: list[tuple[str, int]]) -> str:
    text = ", ".join(f"{name} ({size:,})" for name, size in parts[:DEPARTMENTS])
    more = len(parts) - DEPARTMENTS
    return f"{text} and {more} more" if more > 0 else text


def _cuts(material: Material) -> dict[int, int]:
    """Return how many cut dependencies end in each wave."""
    cut = material.placed_edges().filter(pl.col("apart") > 0)
    ends = pl.concat([cut["one"].alias("wave"), cut["two"].alias("wave")])
    return dict(ends.value_counts().iter_rows())


def _freezes(material: Material) -> Listing:
    engagement = material.situation.engagement
    day = material.clock.day
    rows = [
        (
            "Everyone" if each.department == "*" else each.department,
            day(each.first),
            day(each.last),
            each.reason,
        )
        for each in (engagement.freeze if engagement else ())
    ]
    return listing("Freezes", ("Department", "First day", "Last day", "Reason"), rows, shown=60)
