"""The workbook opens, holds every row it should, and runs nothing."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import polars as pl
from handover.sample import empty, finding, graph, material
from openpyxl.workbook import Workbook

from pilotage.facts.finding import Outcome
from pilotage.facts.plan import Objective, Plan
from pilotage.handover.workbook import write_workbook

ASKED = [
    "Findings",
    "Evidence",
    "Units",
    "Waves",
    "Dependencies",
    "Cuts",
    "Not assessed",
    "Refused rows",
    "Sources",
]


def opened(made: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(made))


def rows(book: Workbook, sheet: str) -> list[tuple[object, ...]]:
    """Return the rows under the heading."""
    return list(book[sheet].iter_rows(min_row=2, values_only=True))


def test_each_sheet_holds_every_row():
    rich = material()
    book = opened(write_workbook(rich))

    assert rich.plan is not None
    assert book.sheetnames[: len(ASKED)] == ASKED
    assert len(rows(book, "Findings")) == len(rich.findings)
    assert len(rows(book, "Units")) == rich.graph.units.height
    assert len(rows(book, "Waves")) == len(rich.plan.waves)
    assert len(rows(book, "Dependencies")) == rich.graph.edges.height
    assert len(rows(book, "Cuts")) == len(rich.plan.cuts)
    unknown = [each for each in rich.findings if each.outcome is Outcome.NOT_ASSESSED]
    assert len(rows(book, "Not assessed")) == len(unknown)
    assert len(rows(book, "Refused rows")) == 2
    captures = [side.captures for side in rich.situation.snapshots()]
    assert len(rows(book, "Sources")) == sum(map(len, captures))


def test_evidence_is_a_block_per_finding_under_its_own_column_names():
    found = finding(Outcome.FAILED, "It failed.", "identity.x", rows=4312)
    book = opened(write_workbook(material(findings=(found,))))

    block = rows(book, "Evidence")
    assert block[0][:6] == (1, "identity.x", "Source", 0, "user", "last_sign_in_at")
    assert block[1][3:8] == (
        1,
        "user00000",
        "2026-01-09 10:00",
        "Authenticated SMTP",
        "all-staff, team-0",
    )
    assert len(block) == 1 + 4312


def test_evidence_that_does_not_fit_is_counted_at_the_end():
    found = finding(Outcome.PASSED, "It passed.", "identity.x", rows=600)
    book = opened(write_workbook(material(findings=(found,))))

    assert rows(book, "Evidence")[-1][0] == "100 rows of evidence are not in this file."


def test_a_unit_shows_its_wave_and_the_reason_for_it():
    book = opened(write_workbook(material()))

    first = next(row for row in rows(book, "Units") if row[0] == "u0")
    assert first[1:5] == ("user", "Person 0", "Warehouse", 0)
    assert "free of freezes" in str(first[5])


def test_a_unit_that_only_the_plan_knows_is_not_lost():
    lonely = Plan("x", (), {"u0": 0, "stranger": 0}, Objective(0, 0, 0))
    book = opened(write_workbook(material(plan=lonely)))

    assert "stranger" in [row[0] for row in rows(book, "Units")]


def test_text_never_becomes_a_formula_or_a_link():
    names = ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "https://bad.example/x", "x" * 40_000]
    map_ = graph(14)
    units = map_.units.with_columns(name=pl.Series((names * 3)[: map_.units.height]))
    hostile = finding(Outcome.FAILED, names[0], names[1], evidence=pl.DataFrame({"=1+1": names}))
    made = write_workbook(
        material(findings=(hostile,), graph=type(map_)(units, map_.edges, map_.groups))
    )

    cells = [cell for sheet in opened(made) for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    assert {names[0], names[3], names[4]} <= {cell.value for cell in cells}
    assert all(cell.hyperlink is None for cell in cells)
    xml = zipfile.ZipFile(io.BytesIO(made))
    assert not any(b"<f>" in xml.read(name) for name in xml.namelist())


def test_nothing_gives_empty_sheets_with_headings():
    book = opened(write_workbook(empty()))

    assert book.sheetnames[: len(ASKED)] == ASKED
    assert all(not rows(book, sheet) for sheet in ASKED)


def test_the_same_material_gives_the_same_bytes():
    assert write_workbook(material()) == write_workbook(material())
