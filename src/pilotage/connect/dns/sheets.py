"""The files that a collection keeps: DNS_RECORDS, and notes on what its rows cannot say."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime

from pilotage.connect.dns.survey import Note, Survey
from pilotage.facts.tables import DNS_RECORDS

RECORDS_FILE, NOTES_FILE = "dns_records.csv", "dns_notes.csv"
NOTED = [field.name for field in fields(Note)]

Row = dict[str, str]


@dataclass(frozen=True)
class Sheets:
    """Rows by their key, of all domains that were asked so far."""

    records: dict[tuple[str, ...], Row]
    notes: dict[tuple[str, ...], Row]

    def add(self, made: Survey, read_at: datetime) -> None:
        """Add what was found out about a domain; what an earlier one has already is left.

        Two domains may include the same SPF record: its row bears the domain that came first.
        """
        for record in made.records.values():
            row = _texts(asdict(record)) | {"read_at": f"{read_at:%Y-%m-%dT%H:%M:%SZ}"}
            self.records.setdefault(_key(row, DNS_RECORDS.key), row)
        for note in made.notes:
            row = _texts(asdict(note))
            self.notes.setdefault(_key(row, NOTED), row)

    def records_csv(self) -> bytes:
        """Return the file of DNS_RECORDS."""
        return _csv(list(DNS_RECORDS.columns), self.records.values())

    def notes_csv(self) -> bytes:
        """Return the file of notes."""
        return _csv(NOTED, self.notes.values())


def sheets(records: str, notes: str, upto: str) -> Sheets:
    """Return the rows of both files for domains up to ``upto``, in the order of their names."""
    return Sheets(_rows(records, DNS_RECORDS.key, upto), _rows(notes, NOTED, upto))


def _csv(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def _rows(text: str, key: Sequence[str], upto: str) -> dict[tuple[str, ...], Row]:
    read = csv.DictReader(io.StringIO(text, newline=""))
    return {_key(row, key): row for row in read if row["domain"] <= upto}


def _key(row: Row, key: Sequence[str]) -> tuple[str, ...]:
    return tuple(row[name] for name in key)


def _texts(values: dict[str, object]) -> Row:
    return {name: "" if value is None else str(value) for name, value in values.items()}
