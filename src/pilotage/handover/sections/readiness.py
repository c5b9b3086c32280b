"""Readiness: who in each wave can work on the morning after, who cannot, and why."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from pilotage.facts.wave_readiness import (
    ITEM_SCHEMA,
    NOT_READY,
    READY,
    UNKNOWN,
    WaveCount,
    WaveReadiness,
)
from pilotage.handover import chapter
from pilotage.handover.listing import SHOWN, Cell, Lines, Listing, listing
from pilotage.handover.material import Material
from pilotage.handover.sections.waves import title
from pilotage.handover.words import Word, sentence

WORD = {
    NOT_READY: Word("Not ready", "bad"),
    UNKNOWN: Word("Unknown", "unk"),
    READY: Word("Ready", "ok"),
}
NOBODY = WaveReadiness(pl.DataFrame(schema=ITEM_SCHEMA))
"""Who is known without a plan."""

WAVES = 100
"""How many waves have a row."""

DETAILED = 12
"""Of how many waves people are named on the page, the next first."""


@dataclass(frozen=True)
class Readiness:
    """How many people are what in each wave, what is in the way most often, and who waits."""

    planned: bool
    tally: tuple[tuple[Word, int], ...]
    waves: Listing
    items: Listing
    people: tuple[Listing, ...]


@chapter("readiness", title="Who is ready to move", order=5)
def readiness(material: Material) -> Readiness:
    """Return counts of people, and for each wave the first who are not ready."""
    counts = (material.readiness or NOBODY).counts
    tally = {
        WORD[NOT_READY]: sum(each.not_ready for each in counts),
        WORD[UNKNOWN]: sum(each.unknown for each in counts),
        WORD[READY]: sum(each.ready for each in counts),
    }
    waiting = [each for each in counts if not each.may_go]
    return Readiness(
        material.readiness is not None,
        tuple(tally.items()),
        _waves(material, counts),
        _items(material),
        tuple(_wave(material, each) for each in waiting[:DETAILED]),
    )


def people_table(material: Material, shown: int) -> Listing:
    """Return everybody who is not ready or unknown, by wave and the worst first."""
    open_ = _open(material)
    rows = [(wave, person, *_cells(*rest)) for wave, person, *rest in open_.head(shown).rows()]
    columns = ("Wave", "Person", "Name", "Department", "State", "Because")
    return listing("People who are not ready", columns, rows, shown=shown, total=open_.height)


def _waves(material: Material, counts: tuple[WaveCount, ...]) -> Listing:
    names = {each.number: title(each) for each in material.plan.waves} if material.plan else {}
    rows = [
        (
            names.get(each.wave, f"Wave {each.wave}"),
            each.people,
            each.not_ready,
            each.unknown,
            each.ready,
            Word("May go", "ok") if each.may_go else Word("Not yet", "bad"),
        )
        for each in counts
    ]
    columns = ("Wave", "People", "Not ready", "Unknown", "Ready", "Gate")
    return listing("People by wave", columns, rows, shown=WAVES)


def _items(material: Material) -> Listing:
    """Return how many people each item stops, the most first."""
    found, state = material.readiness or NOBODY, pl.col("state")
    counted = (
        found.items.group_by("item")
        .agg(bad=(state == NOT_READY).sum(), unknown=(state == UNKNOWN).sum())
        .filter(pl.col("bad") + pl.col("unknown") > 0)
        .sort("bad", "unknown", "item", descending=[True, True, False])
    )
    rows = [
        (found.titles.get(item, item), bad, unknown) for item, bad, unknown in counted.iter_rows()
    ]
    return listing("What is in the way", ("What must be true", "People not ready", "Unknown"), rows)


def _wave(material: Material, count: WaveCount) -> Listing:
    open_ = _open(material).filter(wave=count.wave)
    rows = [_cells(*rest) for _, _, *rest in open_.head(SHOWN).rows()]
    caption = f"Wave {count.wave}: {count.not_ready:,} not ready, {count.unknown:,} unknown"
    columns = ("Name", "Department", "State", "Because")
    return listing(caption, columns, rows, shown=SHOWN, total=open_.height)


def _open(material: Material) -> pl.DataFrame:
    """Return ``wave``, ``person``, ``name``, ``department``, ``state``, ``because``; all open."""
    found = material.readiness or NOBODY
    return found.people.filter(pl.col("state") != READY).drop("blocking")


def _cells(name: str, department: str | None, state: str, because: list[str]) -> tuple[Cell, ...]:
    return (name, department, WORD[state], Lines(tuple(map(sentence, because))))
