"""The main job: from a folder with an engagement file to snapshots, plan, runbooks and report."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from pilotage.collect.files.folder import Reading
from pilotage.engine.files import plan_files, report_files, runbook_files
from pilotage.engine.pipeline import Prepared, Report, collect, prepare
from pilotage.engine.plans import solving
from pilotage.facts.engagement import Engagement, Environment
from pilotage.facts.errors import InputError
from pilotage.facts.situation import Situation
from pilotage.store import engagement as engagements
from pilotage.store import snapshots
from pilotage.store.home import write_file, write_folder, writing


@dataclass(frozen=True)
class Run:
    """What the main job did: how each side was read, what came out, and the files it wrote."""

    readings: tuple[Reading, ...]
    prepared: Prepared
    files: tuple[Path, ...]


def run(folder: Path, home: Path, *, now: datetime, effort: str, report: Report) -> Run:
    """Read, assess, map, plan and write, holding the home folder for the whole of it.

    Nothing is written before everything is known, and each file is old or new, never half.

    Raises:
        InputError: the engagement file or an export cannot be used.
        HomeBusy: another process is writing the home folder.
    """
    engagement = engagements.read(folder)
    with writing(home):
        readings = tuple(
            reading
            for side in ("source", "target")
            if (reading := read_side(folder, engagement, side, now, report))
        )
        situation = situation_of(readings, engagement, now)
        prepared = prepare(situation, solving(effort, report), report)
        return Run(readings, prepared, tuple(_write(folder, home, situation, prepared, report)))


def read_side(
    folder: Path, engagement: Engagement, side: str, now: datetime, report: Report
) -> Reading | None:
    """Read one side as the engagement file names it; None for a target without exports.

    Raises:
        InputError: a path is not there, or holds nothing that can be read.
    """
    environment: Environment = getattr(engagement, side)
    paths = [folder / path for path in environment.exports]
    absent = [path for path in paths if not path.exists()]
    if absent and side == "source":
        raise InputError("is not there", where=f"{side}.exports: {absent[0]}")
    there = [path for path in paths if path.exists() and (path.is_file() or any(path.iterdir()))]
    if side == "target" and not there:
        return None
    return collect(there or paths, side, now, report, environment.name)


def situation_of(
    readings: tuple[Reading, ...], engagement: Engagement | None, now: datetime
) -> Situation:
    """Return what is known after reading."""
    sides = {reading.snapshot.side: reading.snapshot for reading in readings}
    return Situation(now, sides.get("source"), sides.get("target"), engagement)


def stored_situation(home: Path, now: datetime) -> Situation:
    """Return what the home folder remembers, judged at ``now``; absent parts are None."""
    path = home / engagements.NAME
    situation = Situation(now, snapshots.latest(home, "source"), snapshots.latest(home, "target"))
    return replace(situation, engagement=engagements.read(path) if path.is_file() else None)


def _write(
    folder: Path, home: Path, situation: Situation, prepared: Prepared, report: Report
) -> list[Path]:
    report("Write (files)", 0, 0)
    outputs = dict(report_files(prepared))
    if prepared.planned:
        outputs.update(plan_files(prepared.planned))
    material, engagement = prepared.material, situation.engagement
    runbooks = dict(runbook_files(material.runbooks, engagement, situation)) if engagement else {}
    for snapshot in situation.snapshots():
        snapshots.save(snapshot, home)
    write_file(home / engagements.NAME, (folder / engagements.NAME).read_bytes())
    write_folder(home / "runbooks", runbooks)
    for name, content in outputs.items():
        write_file(home / name, content)
    return [home / name for name in outputs] + [home / "runbooks" / name for name in runbooks]
