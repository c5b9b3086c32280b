"""The demo organisation on one fixed day, read, judged and planned in a folder."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path

from pilotage.demo import demo_files
from pilotage.engine.run import run
from pilotage.store.home import write_file

STARTS_ON = date(2026, 11, 24)


def settle(folder: Path, *, people: int, effort: str) -> Path:
    """Do the main job on a demo of ``people`` below ``folder``; return its home."""
    exports, home = folder / "exports", folder / "home"
    for name, content in demo_files(people, 1, STARTS_ON):
        write_file(exports / name, content)
    now = datetime.combine(STARTS_ON, time(9), UTC)
    run(exports, home, now=now, effort=effort, report=lambda what, done, of: None)
    return home
