"""A walk over a file share of 100 000 files, beside what find and du need for less."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figure import Figure, peak_mb, seconds_figure, timed
from pilotage.connect.answers import Answers
from pilotage.connect.share import KIND

FOLDERS, BELOW, FILES = 10, 100, 100
NAME = r"\\quay-fs1\stock"


def write_share(share: Path) -> None:
    """Write FOLDERS x BELOW folders with FILES files of some bytes each."""
    for top in range(FOLDERS):
        for below in range(BELOW):
            folder = share / f"department {top}" / f"project {below}"
            folder.mkdir(parents=True)
            for file in range(FILES):
                (folder / f"letter {file}.docx").write_bytes(b"x" * file)


def walked(share: Path) -> int:
    """Collect the share as a person would; return how many rows were kept."""
    with tempfile.TemporaryDirectory() as kept:
        answers = Answers(Path(kept))
        KIND.open({"path": str(share), "name": NAME}).collect(answers, lambda *_: None)
        return sum(len(each.read_text().splitlines()) - 1 for each in Path(kept).rglob("*.csv"))


def run(*command: str) -> int:
    """Run a command and drop what it says; return its status, which is 0."""
    return subprocess.run(command, check=True, stdout=subprocess.DEVNULL).returncode


def figures() -> Iterator[Figure]:
    """Yield the time of the walk against find with sizes, rights and lists, and its memory."""
    with tempfile.TemporaryDirectory() as here:
        share = Path(here) / "stock"
        write_share(share)
        seconds, rows = timed(lambda: walked(share), runs=3)
        assert rows == FOLDERS + 1
        peak = peak_mb()
        find, _ = timed(lambda: run("find", str(share), "-printf", "%s %m %T@ %p\n"), runs=3)
        du, _ = timed(lambda: run("du", "-s", str(share)), runs=3)
        yield seconds_figure("share.walk_100k_over_find", seconds, "find with sizes", find)
        yield seconds_figure("share.walk_100k_over_du", seconds, "du, which only adds", du)
        yield Figure("share.walk_memory", peak, "MB", "limit", 512.0, seconds, peak)
