"""Microsoft 365 usage reports, as CSV or as JSON.

Reads   the detail reports of mailboxes, mail apps, OneDrive, SharePoint, teams, groups, people
Knows   headers of 2021 and of today, in any case and spacing, and names that are concealed
Source  https://learn.microsoft.com/graph/api/resources/report
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

import polars as pl

from pilotage.collect.csv_set.records import header_of, read_records, refusals
from pilotage.collect.files import Batch, ExportFile, Facts, reader
from pilotage.collect.files.documents import documents
from pilotage.collect.files.text import text_of
from pilotage.collect.graph.answers import pages
from pilotage.collect.usage.reports import REPORTS, Report, is_report, plain_header, report_of
from pilotage.collect.usage.rows import LINE, absent, batches
from pilotage.facts.errors import InputError
from pilotage.facts.snapshot import Refusal
from pilotage.facts.table import Table

OTHER = "usage report"


@dataclass(frozen=True)
class Sheet:
    """The rows of a report as text under plain headers, and what could not be used.

    ``more`` is the link to a page that must follow; ``cut`` says why rows are missing.
    """

    frame: pl.DataFrame
    broken: tuple[Refusal, ...]
    more: str = ""
    cut: str = ""


def recognise(file: ExportFile) -> str:
    """Return the name of the report; ``usage report`` for one that fills no table."""
    headers = _headers(file)
    report = report_of(headers)
    return report.id if report else OTHER * is_report(headers)


def fills(name: str, holds: str) -> Iterator[Table]:
    """Yield the tables that a report lists the whole of, by what it holds or by its name."""
    named = plain_header(PurePosixPath(name).name)
    for report in REPORTS:
        if report.id == holds or (not holds and report.id.removeprefix("get").lower() in named):
            yield from (fill.table for fill in report.fills if not fill.partial)


@reader("usage_report", recognise=recognise, fills=fills)
def read(file: ExportFile) -> Iterator[Batch | Refusal | Facts]:
    """Yield the rows of the tables that the report fills.

    Raises:
        InputError: the report fills no table, has a header twice, lacks one that makes it what
            it is, or cannot be read at all.
    """
    report = report_of(_headers(file))
    if report is None:
        raise InputError("is a usage report that no table takes.", where=file.name)
    sheet = _json_sheet(file) if _is_json(file) else _csv_sheet(file)
    columns = sheet.frame.columns
    if gone := sorted(report.marks - set(columns)):
        raise InputError(f"is no {report.id}: there is no {', '.join(gone)}.", where=file.name)
    yield from sheet.broken
    if lost := absent(report, columns):
        yield Facts(notes=(f"{file.name}: {report.id} has no column for {', '.join(lost)}",))
    yield from _rows(report, sheet, file.name)


def _rows(report: Report, sheet: Sheet, where: str) -> Iterator[Batch | Refusal]:
    for batch, broken in batches(report, sheet.frame, where):
        missing = "; ".join(filter(None, (batch.missing, sheet.cut)))
        yield replace(batch, missing=missing, more=sheet.more)
        yield from refusals(where, broken)


def _is_json(file: ExportFile) -> bool:
    return file.head.lstrip()[:1] in ("{", "[")


def _headers(file: ExportFile) -> Sequence[str]:
    if not _is_json(file):
        return header_of(file.head) if "efresh" in file.head[:4096] else ()
    return list(dict.fromkeys(re.findall(r'"([^"\\\n]{1,80})"\s*:', file.head)))


def _csv_sheet(file: ExportFile) -> Sheet:
    records = read_records(text_of(file), file.name)
    names = _plain(records.header, f"{file.name}:1")
    texts = (
        pl.col(str(place)).str.strip_chars().replace("", None).alias(name)
        for place, name in enumerate(names)
    )
    frame = records.frame.select(texts).with_columns(records.lines.alias(LINE))
    return Sheet(frame, refusals(file.name, records.broken), cut=records.cut)


def _json_sheet(file: ExportFile) -> Sheet:
    found = list(pages(documents(file), file.name))
    objects = [one for page in found for one in page.objects]
    rows = [(index, one) for index, one in enumerate(objects) if isinstance(one, dict)]
    headers = list(dict.fromkeys(name for _, one in rows for name in one if "@" not in name))
    columns = {
        plain: pl.Series([_text(one.get(header)) for _, one in rows], dtype=pl.String)
        for plain, header in zip(_plain(headers, file.name), headers, strict=True)
    }
    lines = pl.Series(LINE, [index for index, _ in rows], dtype=pl.Int64)
    odd = len(objects) - len(rows)
    refused = (Refusal(file.name, "not an object", odd),) if odd else ()
    errors = "; ".join(f"{file.name}: Graph answered {page.error}" for page in found if page.error)
    more = "" if any(not page.more for page in found) else found[-1].more
    return Sheet(pl.DataFrame(columns).with_columns(lines), refused, more, errors)


def _text(value: Any) -> str | None:
    """Return a value as a CSV would write it; a list of products is joined as there."""
    if isinstance(value, list):
        return "+".join(str(one) for one in value) or None
    return None if value is None else str(value).strip() or None


def _plain(headers: Sequence[str], where: str) -> list[str]:
    """Return the plain headers.

    Raises:
        InputError: two headers mean the same.
    """
    plain = [plain_header(header) for header in headers]
    twice = [header for header, name in zip(headers, plain, strict=True) if plain.count(name) > 1]
    if twice:
        raise InputError(f"has the header {' and '.join(twice)} twice. Keep one.", where=where)
    return plain
