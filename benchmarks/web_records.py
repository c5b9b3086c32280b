"""Records to measure pages with: one migration of 10,000 invented people, and 200 clients."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import polars as pl

from pilotage.demo import demo_files
from pilotage.engine.engaged import record_run
from pilotage.engine.run import run
from pilotage.facts.actor import Actor
from pilotage.store.clients import add_engagement, add_user
from pilotage.store.engagement import read
from pilotage.store.models import Engagement, FoundRow, Item, MemberRow, Run
from pilotage.store.runs import Computed, keep

PEOPLE, CLIENTS = 10_000, 200
NOW = datetime(2026, 11, 12, 9, 40, tzinfo=UTC)
BY = Actor("bench", "cli")
EMAIL, PASSWORD = "bench@demo.example", "a long word of the bench alone"
SMALL = 60
DEPARTMENTS = 25
STATES = (("not_ready", 0), ("unknown", 1), ("ready", 2))


def furnish(home: Path) -> Engagement:
    """Fill empty records; returns the large migration. Everything in it is invented."""
    exports = Path(tempfile.mkdtemp())
    for name, content in demo_files(SMALL, 1, date(2026, 10, 12)):
        path = exports / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    terms = read(exports)
    large = add_engagement(terms, BY, client="Large Demo", key="large")
    done = run(exports, home / large.folder, now=NOW, effort="quick", report=lambda *_: None)
    small = record_run(done, large, home, at=NOW - timedelta(hours=1), by=BY)
    keep(large, _enlarged(small, home / large.folder), NOW, BY)
    for number in range(CLIENTS - 1):
        other = add_engagement(terms, BY, client=f"Client {number} Demo", key="small")
        keep(other, Computed("whole", small.word, _sections(small)), NOW, BY)
    add_user(EMAIL, BY, name="Bench (demo)", password=PASSWORD, owner=True)
    return large


def excuses() -> int:
    """Return how many excuses are kept."""
    return Item.objects.filter(kind="excuse").count()


def _sections(run: Run) -> dict[str, object]:
    return dict(run.sections.values_list("name", "document"))


def _enlarged(small: Run, folder: Path) -> Computed:
    """Return the run with 10,000 people in its waves, and every item of each of them."""
    sections = _sections(small)
    waves = list(small.members.values_list("wave", flat=True).distinct().order_by("wave"))
    items = pl.read_parquet(folder / small.folder / "items.parquet")
    one = items.filter(pl.col("person") == items["person"][0])
    people = pl.DataFrame({"person": [f"person-{number}" for number in range(PEOPLE)]})
    large = folder / "runs" / "large"
    large.mkdir(parents=True)
    people.join(one.drop("person"), how="cross").write_parquet(large / "items.parquet")
    found = tuple(_unkept(row) for row in small.findings.all())
    return Computed("whole", small.word, sections, found, tuple(_members(waves)), "runs/large")


def _unkept(row: FoundRow) -> FoundRow:
    row.pk = None
    return row


def _members(waves: list[int]) -> Iterator[MemberRow]:
    for number in range(PEOPLE):
        state, rank = STATES[number % len(STATES)]
        yield MemberRow(
            wave=waves[number % len(waves)],
            unit=f"person-{number}",
            kind="user",
            name=f"Person {number:05} (demo)",
            department=f"Department {number % DEPARTMENTS}",
            state=state,
            rank=rank,
            blocking=[] if state == "ready" else ["account"],
            because=[] if state == "ready" else ["has no account in the target yet"],
        )
