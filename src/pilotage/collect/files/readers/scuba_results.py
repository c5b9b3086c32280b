"""Results of ScubaGear, as JSON or as CSV.

Reads   the verdict of each policy; of JSON also the export that the verdicts rest on
Knows   the name of the tool, or the headers of its CSV and of its action plan
Source  https://github.com/cisagov/ScubaGear/blob/main/docs/misc/tooloutputschema.md
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pilotage.collect.csv_set.records import header_of, read_records, refusals
from pilotage.collect.files import Batch, ExportFile, Facts, reader
from pilotage.collect.files.readers import scubagear
from pilotage.collect.files.reports import ran, report_in
from pilotage.collect.files.text import text_of
from pilotage.collect.results import batch_of, text
from pilotage.collect.results.scuba import TOOL, controls, result
from pilotage.collect.results.tenants import tenants
from pilotage.facts.errors import InputError
from pilotage.facts.snapshot import Refusal
from pilotage.facts.table import Table
from pilotage.facts.tables import THIRD_PARTY_RESULTS

JSON, CSV = "ScubaGear results", "ScubaGear results as CSV"
HEADERS = frozenset({"Control ID", "Requirement", "Result", "Criticality", "Details"})


def recognise(file: ExportFile) -> str:
    """Return what the file is: results with their export, or a list of verdicts."""
    if file.head.lstrip().startswith("{"):
        return JSON if scubagear.recognise(file) == JSON else ""
    return CSV if set(header_of(file.head)) >= HEADERS else ""


def fills(name: str, holds: str) -> Iterator[Table]:
    """Yield the table of results of other tools, and what the export beside them fills."""
    if holds:
        yield THIRD_PARTY_RESULTS
    if holds == JSON:
        yield from scubagear.fills(name, holds)


@reader("scuba_results", recognise=recognise, fills=fills)
def read(file: ExportFile) -> Iterator[Batch | Refusal | Facts]:
    """Yield THIRD_PARTY_RESULTS, and every table of the export inside.

    Raises:
        InputError: the file is cut off, or holds no results.
    """
    yield from _csv(file) if recognise(file) == CSV else _json(file)


def _json(file: ExportFile) -> Iterator[Batch | Refusal | Facts]:
    report = report_in(file)
    about, given = report.get("MetaData"), report.get("Results")
    if not isinstance(given, Mapping) or not isinstance(about, Mapping):
        raise InputError("holds no results of ScubaGear", where=file.name)
    at = text(about, "TimestampZulu")
    of = tenants(text(about, "TenantId"), text(about, "DomainName"))
    yield batch_of((result(one, at) for one in controls(given)), file.name, of)
    yield Facts(notes=(ran(file.name, TOOL, text(about, "DisplayName"), at),))
    if isinstance(report.get("Raw"), Mapping):
        yield from scubagear.read(file)


def _csv(file: ExportFile) -> Iterator[Batch | Refusal]:
    records = read_records(text_of(file), file.name)
    rows = (dict(zip(records.header, row, strict=True)) for row in records.rows)
    yield batch_of(map(result, rows), file.name)
    yield from refusals(file.name, records.broken)
