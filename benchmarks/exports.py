"""Judging ScubaGear's published export: one when all is warm, and many in one run."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.figure import Figure, children_peak_mb, seconds_figure, timed
from pilotage.cli.findings import assessment
from pilotage.engine import pipeline
from pilotage.facts.finding import Finding, Outcome
from pilotage.facts.situation import Situation

SAMPLE = Path(__file__).parents[2] / "shared/data/scubagear-sample/ProviderSettingsExport.json.gz"
NOW = datetime(2026, 1, 12, 9, tzinfo=UTC)
LIMIT_ONE, LIMIT_MANY = 1.0, 120.0
FEW, SOME, MANY = 20, 100, 1_000
"""Two runs tell the start from the pace; so many are projected."""

FAILED = 3
"""Exit code where a check failed, as some do in the sample."""


def catalogue(situation: Situation) -> tuple[Finding, ...]:
    """Ask every check about what was read."""
    return pipeline.judge(situation, lambda what, done, of: None)


def read(path: Path) -> Situation:
    """Read one export."""
    reading = pipeline.collect([path], "source", NOW, lambda what, done, of: None)
    return Situation(NOW, reading.snapshot)


def whole(path: Path) -> str:
    """Read and judge one export, and write its line as a batch does."""
    situation = read(path)
    return json.dumps(assessment(catalogue(situation), situation), default=str)


def batch(paths: list[Path]) -> int:
    """Judge exports in one run, as an MSP does, and return how many lines it printed."""
    pilotage = str(Path(sys.executable).with_name("pilotage"))
    command = [pilotage, "assess", *map(str, paths), "--from", "scubagear", "--jsonl"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == FAILED, done.stderr.decode()
    return len(done.stdout.splitlines())


def figures() -> Iterator[Figure]:
    """Yield the time of one export, and of a thousand as two runs project it."""
    if not SAMPLE.is_file():
        return
    with tempfile.TemporaryDirectory() as scratch:
        paths = [Path(scratch) / f"{number}.json" for number in range(SOME)]
        for path in paths:
            path.write_bytes(gzip.decompress(SAMPLE.read_bytes()))
        yield from _one(paths[0])
        yield from _many(paths)


def _one(path: Path) -> Iterator[Figure]:
    first = catalogue(read(path))
    assert any(finding.outcome is Outcome.PASSED for finding in first)
    seconds, _ = timed(lambda: catalogue(read(path)), runs=5)
    yield seconds_figure("exports.catalogue_warm", seconds, "limit", LIMIT_ONE)
    ours, _ = timed(lambda: whole(path), runs=5)
    bare, _ = timed(lambda: json.loads(path.read_text("utf-8-sig")), runs=5)
    yield seconds_figure("exports.one_over_json", ours, "json alone", bare)


def _many(paths: list[Path]) -> Iterator[Figure]:
    few, _ = timed(lambda: batch(paths[:FEW]))
    some, lines = timed(lambda: batch(paths))
    assert lines == SOME
    pace = (some - few) / (SOME - FEW)
    print(f"{1 / pace:,.1f} exports a second after the start", file=sys.stderr)
    projected = some + pace * (MANY - SOME)
    peer = f"limit; projected from {FEW} and {SOME}"
    yield Figure(
        "exports.batch_1000", projected, "s", peer, LIMIT_MANY, few + some, children_peak_mb()
    )
