"""Reading a Graph export of 100 000 people, with usage reports and the CSV set."""

from __future__ import annotations

import csv
import json
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from benchmarks.figure import Figure, seconds_figure, timed
from pilotage.cli.show import progress
from pilotage.demo import demo_files
from pilotage.engine.pipeline import collect
from pilotage.facts.tables import USERS

PEOPLE = 100_000
LIMIT = 60.0
STARTS_ON = date(2026, 1, 12)
NOW = datetime(2026, 1, 12, 9, tzinfo=UTC)


def write_source(folder: Path) -> None:
    """Write the source side of the demo organisation of 100 000 people."""
    for name, content in demo_files(PEOPLE, 1, STARTS_ON):
        if name.startswith("source/"):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def plain_python(folder: Path) -> int:
    """Read the same files into lists of dicts with json and csv; no types, no checks, no joins."""
    rows: dict[str, list[object]] = {}
    for path in sorted(folder.rglob("*.json")):
        answer = json.loads(path.read_text(encoding="utf-8-sig"))
        found = answer.get("value", [answer]) if isinstance(answer, dict) else answer
        rows.setdefault(path.parent.name, []).extend(found)
    for path in sorted(folder.rglob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows.setdefault(path.stem, []).extend(csv.DictReader(file))
    return sum(map(len, rows.values()))


def figures() -> Iterator[Figure]:
    """Yield the time of reading against the limit, and against json and csv alone."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        write_source(folder)
        with progress() as report:
            seconds, reading = timed(lambda: collect([folder / "source"], "source", NOW, report))
        assert reading.snapshot[USERS].height > PEOPLE
        yield seconds_figure("collect.graph_100k", seconds, "limit", LIMIT)
        bare, count = timed(lambda: plain_python(folder / "source"))
        print(f"{count:,} objects and lines", file=sys.stderr)
        yield seconds_figure("collect.graph_100k_over_json", seconds, "json and csv alone", bare)
