"""``pilotage --help``: nothing heavy is imported before it is needed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figure import Figure, seconds_figure, timed

LIMIT = 0.2


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


def figures() -> Iterator[Figure]:
    """Yield the time of --help against the limit, and against a bare interpreter."""
    pilotage = Path(sys.executable).with_name("pilotage")
    help_seconds, _ = timed(lambda: _run(str(pilotage), "--help") or True, runs=7)
    bare, _ = timed(lambda: _run(sys.executable, "-c", "pass") or True, runs=7)
    yield seconds_figure("cli.help", help_seconds, "limit", LIMIT)
    yield seconds_figure("cli.help_over_python", help_seconds, "python -c pass", bare)
