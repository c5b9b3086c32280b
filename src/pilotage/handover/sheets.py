"""The sheets of the workbook: their columns, and their rows as a stream."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import polars as pl

from pilotage.facts.plan import Wave
from pilotage.handover.evidence import KEPT, readable
from pilotage.handover.heatmap import department_pairs
from pilotage.handover.listing import DEPENDENCIES_KEPT, Cell
from pilotage.handover.material import Material
from pilotage.handover.outlook import assumptions_table, drivers_table
from pilotage.handover.ranking import Ranked, ranked
from pilotage.handover.scorecards import opinions_table, scores_table
from pilotage.handover.sections.areas import areas_table
from pilotage.handover.sections.cuts import cuts_table, split_table
from pilotage.handover.sections.dependencies import hubs_table, pairs_table
from pilotage.handover.sections.posture import posture_table
from pilotage.handover.sections.readiness import people_table
from pilotage.handover.sections.risks import risks
from pilotage.handover.sections.runbooks import runbooks_table
from pilotage.handover.sections.scope import scope_table
from pilotage.handover.sections.sources import sources_table
from pilotage.handover.sections.unseen import questions_table, refused_table
from pilotage.handover.words import OUTCOME, SEVERITY, area_title, sentence

MOST_ROWS = 1_000_000
"""Rows of one sheet; Excel ends at 1,048,576."""


class Heading(tuple[Cell, ...]):
    """A row that names the columns of the rows below it."""


@dataclass(frozen=True)
class Sheet:
    """One sheet. ``note`` stands under its rows and says what was left out."""

    title: str
    columns: tuple[str, ...]
    rows: Iterable[Sequence[Cell]]
    note: str = ""


def findings_sheet(material: Material) -> Sheet:
    """Return every finding in the order and with the number of the report."""
    columns = ("Finding", "Outcome", "Severity", "Says", "Area", "Check", "Title", "Side")
    more = ("Subject", "Basis", "Evidence rows", "Frameworks", "Fix", "Source")
    rows = (_finding(each) for each in ranked(material.findings))
    return Sheet("Findings", (*columns, *more), rows)


def _finding(each: Ranked) -> tuple[Cell, ...]:
    found = each.finding
    return (
        each.number,
        OUTCOME[found.outcome],
        SEVERITY[found.severity],
        found.says,
        area_title(found.area),
        found.check,
        found.title,
        sentence(found.side),
        found.subject,
        found.basis.value,
        found.evidence.height,
        ", ".join(found.frameworks),
        found.fix,
        found.url,
    )


def evidence_sheet(material: Material) -> Sheet:
    """Return the evidence of each finding as a block: the names of its columns, then its rows.

    Row 0 of a block holds the names; so a filter on one finding shows one whole table.
    """
    columns, room, left = 1, MOST_ROWS, 0
    blocks: list[Iterator[Sequence[Cell]]] = []
    for each in ranked(material.findings):
        kept = min(KEPT[each.finding.outcome], max(0, room - 1))
        frame = each.finding.evidence.head(kept)
        left += each.finding.evidence.height - frame.height
        if frame.height:
            room -= frame.height + 1
            columns = max(columns, frame.width)
            blocks.append(_block(each, frame, material))
    names = ("Finding", "Check", "Side", "Row", *(f"Column {n + 1}" for n in range(columns)))
    note = f"{left:,} rows of evidence are not in this file." if left else ""
    return Sheet("Evidence", names, chain(*blocks), note)


def _block(each: Ranked, frame: pl.DataFrame, material: Material) -> Iterator[Sequence[Cell]]:
    start = (each.number, each.finding.check, sentence(each.finding.side))
    yield Heading((*start, 0, *frame.columns))
    for number, row in enumerate(readable(frame, material.clock).iter_rows(), 1):
        yield (*start, number, *row)


def units_sheet(material: Material) -> Sheet:
    """Return every unit of the graph and of the plan, with its wave and the reason for it."""
    why = material.plan.why if material.plan else {}
    reasons = pl.DataFrame(
        {"unit": list(why.keys()), "why": list(why.values())},
        schema={"unit": pl.String, "why": pl.String},
    )
    found = (
        material.graph.units.join(material.placed(), on="unit", how="full", coalesce=True)
        .join(reasons, on="unit", how="left")
        .sort("wave", "department", "name", "unit", nulls_last=True)
        .select("unit", "kind", "name", "department", "wave", "why")
    )
    columns = ("Unit", "Kind", "Name", "Department", "Wave", "Why")
    return Sheet("Units", columns, found.head(MOST_ROWS).iter_rows(), _left_out(found.height))


def waves_sheet(material: Material) -> Sheet:
    """Return every wave with its figures as numbers; an empty capacity is unbounded."""
    columns = ("Wave", "Pilot", "Starts", "Ends", "Units", "People", "Most people")
    more = ("GB", "Most GB", "Tickets", "Most tickets", "Fullest")
    waves = material.plan.waves if material.plan else ()
    return Sheet("Waves", (*columns, *more), [_wave(wave, material) for wave in waves])


def _wave(wave: Wave, material: Material) -> tuple[Cell, ...]:
    return (
        wave.number,
        "yes" if wave.pilot else "",
        material.clock.moment(material.starts(wave)),
        material.clock.moment(wave.ends_at),
        len(wave.members),
        wave.users,
        _cap(wave.cap_users),
        wave.gb,
        _cap(wave.cap_gb),
        wave.tickets,
        _cap(wave.cap_tickets),
        wave.binding,
    )


def _cap(value: float) -> Cell:
    return None if value < 0 else value


def dependencies_sheet(material: Material) -> Sheet:
    """Return every dependency, the heaviest first, with the waves of both ends."""
    order = ["weight", "dependent", "needs", "rule"]
    found = material.graph.edges.sort(order, descending=[True, False, False, False])
    found = found.head(DEPENDENCIES_KEPT)
    unit = material.graph.units.select("unit", "name").join(
        material.placed(), on="unit", how="left"
    )
    for end in ("dependent", "needs"):
        ends = unit.select(pl.all().name.prefix(f"{end}_"))
        found = found.join(
            ends, left_on=end, right_on=f"{end}_unit", how="left", maintain_order="left"
        )
    first = pl.when("order").then(pl.lit("needs first")).alias("first")
    rows = found.select(
        *("dependent", "dependent_name", "dependent_wave", "needs", "needs_name", "needs_wave"),
        *("weight", "rule", "because", first),
    ).iter_rows()
    columns = ("Who", "Name", "Wave", "Needs", "Name of it", "Wave of it")
    more = ("Weight", "Rule", "Because", "Order")
    left = _left_out(material.graph.edges.height, DEPENDENCIES_KEPT)
    return Sheet("Dependencies", (*columns, *more), rows, left)


def _left_out(total: int, kept: int = MOST_ROWS) -> str:
    more = total - kept
    return f"{more:,} more rows are not in this file." if more > 0 else ""


def _tables(material: Material) -> Iterator[Sheet]:
    """Yield the tables of the chapters, whole."""
    pairs = department_pairs(material.graph)
    tables = {
        "Cuts": cuts_table(material, MOST_ROWS),
        "Not assessed": questions_table(material, MOST_ROWS),
        "Refused rows": refused_table(material, MOST_ROWS),
        "Sources": sources_table(material, MOST_ROWS),
        "Scope": scope_table(material),
        "Areas": areas_table(material),
        "Risks": risks(material),
        "Posture": posture_table(material),
        "Sub-scores": scores_table(material),
        "Other tools": opinions_table(material, apart=False),
        "Department pairs": pairs_table(pairs, MOST_ROWS),
        "Held together": hubs_table(material, MOST_ROWS),
        "Split groups": split_table(material, MOST_ROWS),
        "Runbooks": runbooks_table(material, MOST_ROWS),
        "Not ready": people_table(material, MOST_ROWS),
        "What makes it late": drivers_table(material.forecast),
        "Forecast assumes": assumptions_table(material.forecast),
    }
    for title, table in tables.items():
        yield Sheet(title, table.columns, table.rows, _left_out(table.total, len(table.rows)))


def sheets(material: Material) -> Iterator[Sheet]:
    """Yield every sheet: what was found, who moves when, and the tables of the chapters."""
    yield findings_sheet(material)
    yield evidence_sheet(material)
    yield units_sheet(material)
    yield waves_sheet(material)
    yield dependencies_sheet(material)
    yield from _tables(material)
