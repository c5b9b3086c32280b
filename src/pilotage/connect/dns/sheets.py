"""The files that a collection keeps: DNS_RECORDS, and notes on what its rows cannot say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from itertools import chain

import polars as pl

from pilotage.connect.dns.questions import Question
from pilotage.connect.dns.survey import Note, Survey
from pilotage.connect.sheet import as_csv
from pilotage.facts.tables import DNS_RECORDS

RECORDS_FILE, NOTES_FILE = "dns_records.csv", "dns_notes.csv"
NOTED = [field.name for field in fields(Note)]

Row = dict[str, str]


@dataclass(frozen=True)
class Sheets:
    """The rows of all domains that were asked so far; those of records by their question."""

    records: dict[Question, list[Row]]
    notes: dict[tuple[str, ...], Row]

    def add(self, made: Survey, read_at: datetime) -> None:
        """Add what was found out about a domain.

        Two domains may ask the same question, as for an SPF record that both include. The answer
        to the first counts, or to the one that the name lies in: it had the zone's own servers.
        """
        moment = {"read_at": f"{read_at:%Y-%m-%dT%H:%M:%SZ}"}
        found = _by_question(_texts(asdict(row)) | moment for row in made.records.values())
        for question, rows in found.items():
            held = self.records.get(question)
            if not held or _inside(rows[0]) > _inside(held[0]):
                self.records[question] = rows
        for note in made.notes:
            row = _texts(asdict(note))
            self.notes.setdefault(tuple(row.values()), row)

    def records_csv(self) -> bytes:
        """Return the file of DNS_RECORDS."""
        return as_csv(DNS_RECORDS.columns, chain.from_iterable(self.records.values()))

    def notes_csv(self) -> bytes:
        """Return the file of notes."""
        return as_csv(NOTED, self.notes.values())


def sheets(records: str, notes: str, upto: str) -> Sheets:
    """Return the rows of both files for domains up to ``upto``, in the order of their names."""
    noted = {tuple(row.values()): row for row in _rows(notes, upto)}
    return Sheets(_by_question(_rows(records, upto)), noted)


def _by_question(rows: Iterable[Row]) -> dict[Question, list[Row]]:
    found: dict[Question, list[Row]] = {}
    for row in rows:
        found.setdefault((row["name"], row["type"]), []).append(row)
    return found


def _inside(row: Row) -> bool:
    """Tell whether the name lies in the domain that it was asked for."""
    return f".{row['name']}".endswith(f".{row['domain']}")


def _rows(text: str, upto: str) -> list[Row]:
    if not text:
        return []
    read = pl.read_csv(text.encode(), infer_schema=False).fill_null("")
    return read.filter(pl.col("domain") <= upto).to_dicts()


def _texts(values: dict[str, object]) -> Row:
    return {name: "" if value is None else str(value) for name, value in values.items()}
