"""Scheduling: small projects of PSPLIB against their published optimum, and 1,000 tasks."""

from __future__ import annotations

import csv
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.dependencies import DATA
from benchmarks.figure import Figure, peak_mb, seconds_figure, timed
from pilotage.plan.schedule import Schedule, schedule
from tests.plan.schedule.projects import invented, read_psplib

PSPLIB = DATA.parent / "psplib"
EVERY = 8
"""One of so many of the 480 projects is scheduled."""

SHARE = 470 / 480
SLOWEST = 10.0
LARGE, LARGE_LIMIT = 1_000, 10.0
MIDDLE, MIDDLE_GAP = 120, 1.3


def library() -> Iterator[tuple[Schedule, int, float]]:
    """Yield the schedule of every eighth small project, its optimum, and the seconds it took."""
    rows = csv.DictReader((PSPLIB / "j30-optimum.csv").read_text().splitlines())
    optimum = {row["problem"]: int(row["optimum"]) for row in rows}
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(PSPLIB / "psplib-j30-480.tar.xz") as packed:
            packed.extractall(folder, filter="data")
        for name in sorted(optimum)[::EVERY]:
            project = read_psplib(Path(folder) / "j30.sm" / name)
            seconds, made = timed(lambda project=project: schedule(project))
            yield made, optimum[name], seconds


def figures() -> Iterator[Figure]:
    """Yield how many are optimal, the slowest, and how long and how short large ones are."""
    schedule(invented(0, 10), "quick")
    if PSPLIB.is_dir():
        found = list(library())
        optimal = sum(made.makespan == optimum for made, optimum, _ in found)
        all_, slowest = sum(each for _, _, each in found), max(each for _, _, each in found)
        least = SHARE * len(found)
        yield Figure("schedule.missed_of_60", len(found) - optimal, "projects", "missed at most",
                     len(found) - least, all_, peak_mb())  # fmt: skip
        yield seconds_figure("schedule.slowest_of_60", slowest, "limit", SLOWEST)
        yield seconds_figure("schedule.all_480_projected", all_ * EVERY, "limit", 480 * SLOWEST)
    seconds, made = timed(lambda: schedule(invented(1, MIDDLE)))
    over = made.makespan / made.bound
    yield Figure("schedule.120_tasks_over_bound", over, "ends", "limit", MIDDLE_GAP, seconds,
                 peak_mb())  # fmt: skip
    seconds, made = timed(lambda: schedule(invented(1, LARGE)))
    yield seconds_figure("schedule.1_000_tasks", seconds, "limit", LARGE_LIMIT)
