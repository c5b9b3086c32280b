"""The main job: from a folder with an engagement file to snapshots, plan, runbooks and report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

import polars as pl

from pilotage.collect.files.folder import Reading
from pilotage.collect.results.tenants import apart, home_of
from pilotage.connect.vault import vault
from pilotage.engine.collecting import collected
from pilotage.engine.files import plan_files, report_files, runbook_files
from pilotage.engine.pipeline import Prepared, Report, collect, prepare
from pilotage.engine.plans import CHANGES, PLAN, PROBLEM, solving
from pilotage.facts.engagement import Engagement, Environment
from pilotage.facts.errors import InputError
from pilotage.facts.situation import Situation
from pilotage.facts.snapshot import Capture, Refusal, Snapshot
from pilotage.facts.tables import THIRD_PARTY_RESULTS
from pilotage.store import connections, snapshots
from pilotage.store import engagement as engagements
from pilotage.store.home import read_file, write_file, writing
from pilotage.store.publish import publishing, settle

RUNBOOKS = "runbooks"

Live = Callable[[Environment, Sequence[Path], str], Reading]
"""Reads the connections of an environment with its exports; the last is the side."""


@dataclass(frozen=True)
class Run:
    """What the main job did: how each side was read, what came out, and the files it wrote."""

    readings: tuple[Reading, ...]
    prepared: Prepared
    files: tuple[Path, ...]


def run(folder: Path, home: Path, *, now: datetime, effort: str, report: Report) -> Run:
    """Read, assess, map, plan and write, holding the home folder for the whole of it.

    ``folder`` may also be the engagement file itself. Nothing is written before everything is
    known, and the home then changes as a whole.

    Raises:
        InputError: the engagement file or an export cannot be used.
        HomeBusy: another process is writing the home folder.
    """
    agreed = folder / engagements.NAME if folder.is_dir() else folder
    engagement = engagements.read(agreed)
    if both := set(engagement.source.exports) & set(engagement.target.exports):
        says = f"{min(both)} is named as source and as target"
        raise InputError(says, where=f"{agreed}: target.exports", fix="Name each side's own.")
    with writing(home), ExitStack() as held:
        terms = read_file(agreed)
        live = partial(_live, home=home, now=now, report=report, held=held)
        readings = tuple(
            reading
            for side in ("source", "target")
            if (reading := read_side(agreed.parent, engagement, side, now, report, live))
        )
        situation = situation_of(readings, engagement, now)
        prepared = prepare(situation, solving(effort, report), report)
        report("Write (files)", 0, 0)
        outputs = {engagements.NAME: terms, **outputs_of(prepared)}
        with publishing(
            home, stale=(CHANGES,) if prepared.planned else (CHANGES, PROBLEM, PLAN)
        ) as stage:
            for snapshot in situation.snapshots():
                snapshots.save(snapshot, stage)
            (stage / RUNBOOKS).mkdir()
            for name, content in outputs.items():
                write_file(stage / name, content)
        return Run(readings, prepared, tuple(home / name for name in outputs))


def read_side(
    folder: Path, engagement: Engagement, side: str, now: datetime, report: Report, live: Live
) -> Reading | None:
    """Read one side as the engagement file names it; None for a target that names nothing there.

    ``live`` reads the connections that it names, together with its exports.

    Raises:
        InputError: some of its paths are not there, or hold nothing that can be read.
    """
    environment: Environment = getattr(engagement, side)
    paths = [folder / path for path in environment.exports]
    there = [path for path in paths if path.exists() and (path.is_file() or any(path.iterdir()))]
    if side == "target" and not there and not environment.connections:
        return None
    for path in paths:
        if path not in there and (there or not path.exists()):
            raise InputError(
                "is empty" if path.exists() else "is not there",
                where=f"{side}.exports: {path}",
                fix="Put the export there, or take it out of the list.",
            )
    if environment.connections:
        return live(environment, paths, side)
    return collect(paths, side, now, report, environment.name)


def _live(
    environment: Environment,
    exports: Sequence[Path],
    side: str,
    *,
    home: Path,
    now: datetime,
    report: Report,
    held: ExitStack,
) -> Reading:
    """Read the connections of an environment; what they said is kept until ``held`` is left."""
    key = vault()
    opened = [connections.load(name, home, key) for name in environment.connections]
    tenant = environment.name
    made = collected(opened, home, side, now, report, tenant=tenant, exports=exports)
    return held.enter_context(made).reading


def situation_of(
    readings: tuple[Reading, ...], engagement: Engagement | None, now: datetime
) -> Situation:
    """Return what is known after reading."""
    sides = {reading.snapshot.side: reading.snapshot for reading in readings}
    return Situation(now, sides.get("source"), sides.get("target"), engagement)


def stored_situation(home: Path, now: datetime) -> Situation:
    """Return what the home folder remembers, judged at ``now``; absent parts are None."""
    settle(home)
    path = home / engagements.NAME
    situation = Situation(now, _standing(home, "source"), _standing(home, "target"))
    return replace(situation, engagement=engagements.read(path) if path.is_file() else None)


def _standing(home: Path, side: str) -> Snapshot | None:
    """Return the newest snapshot of a side.

    One with nothing but results of other tools supersedes nothing: it stands beside the one
    before it.
    """
    name = THIRD_PARTY_RESULTS.name
    standing: Snapshot | None = None
    beside: list[Capture] = []
    for folder in reversed(snapshots.folders(home, side)):
        standing = snapshots.load(folder)
        if name in standing.captures:
            beside.append(standing.captures[name])
        if standing.captures.keys() != {name}:
            break
    if standing is None or not beside:
        return standing
    return _with_results(standing, beside)


def _with_results(standing: Snapshot, beside: Sequence[Capture]) -> Snapshot:
    """Return the snapshot with all results of other tools that may be of its tenant."""
    frame = THIRD_PARTY_RESULTS.tidy(pl.concat([each.frame for each in beside]))
    ours, foreign = apart(frame, home_of(standing))
    sources = "; ".join(dict.fromkeys(each.source for each in beside))
    whole = standing.with_table(THIRD_PARTY_RESULTS, replace(beside[0], frame=ours, source=sources))
    if foreign.is_empty():
        return whole
    tools = ", ".join(foreign["tool"].unique().sort())
    why = "results of another tenant are not used"
    return replace(
        whole, refused=(*whole.refused, Refusal(tools, why, foreign.height, harmless=True))
    )


def outputs_of(prepared: Prepared) -> dict[str, str | bytes]:
    """Return every file that people get, by its name in the home folder."""
    material = prepared.material
    outputs = dict(report_files(prepared))
    if prepared.planned:
        outputs |= plan_files(prepared.planned)
    if engagement := material.situation.engagement:
        written = runbook_files(material.runbooks, engagement, material.situation)
        outputs |= {f"{RUNBOOKS}/{name}": content for name, content in written}
    return outputs
