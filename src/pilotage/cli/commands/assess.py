"""Judge exports, or what the home folder knows, by every check."""

from __future__ import annotations

import gc
import json
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import datetime
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import click

from pilotage.assess.areas import area_states
from pilotage.cli.failure import CRITERIA_NOT_MET, ERROR, NOT_ENOUGH_EVIDENCE, sentence
from pilotage.cli.findings import (
    areas_plain,
    assessment,
    exit_code,
    print_areas,
    print_findings,
)
from pilotage.cli.show import Report, json_option, print_json, progress
from pilotage.engine import pipeline
from pilotage.engine.run import stored_situation
from pilotage.facts.engagement import Engagement
from pilotage.facts.errors import InputError, NotKnown
from pilotage.facts.situation import Situation
from pilotage.store import engagement as engagements
from pilotage.store.clock import now_in

FEW, MANY = 8, 2
"""So many exports are handed to a process at once; so many processes are worth starting."""
GARBAGE = 100_000
"""So many new objects make a process look for lost ones; an export makes many that stay."""
WORST_FIRST = (ERROR, CRITERIA_NOT_MET, NOT_ENOUGH_EVIDENCE)


@click.command("assess")
@click.argument("exports", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--from",
    "source",
    type=click.Choice(["auto", "graph", "scubagear", "files"]),
    default="auto",
    help="Kind of the exports; they are recognised, this only asserts it.",
)
@click.option("--engagement", type=click.Path(path_type=Path), help="An engagement.toml to use.")
@click.option("--jsonl", is_flag=True, help="One line of JSON per export.")
@click.option("--read-only", is_flag=True, help="Write nothing; print the eight areas.")
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    exports: tuple[Path, ...],
    source: str,
    engagement: Path | None,
    jsonl: bool,
    read_only: bool,
    as_json: bool,
) -> None:
    """Judge EXPORTS (files or folders of one environment), or the newest snapshots at home.

    Exit code 3: a check failed. 4: nothing failed, but not everything could be assessed.
    """
    now = now_in(ctx.obj)
    agreed = engagements.read(engagement) if engagement else None
    if jsonl and not exports:
        raise click.UsageError("--jsonl needs the exports to judge.")
    if jsonl:
        ctx.exit(_lines(exports, agreed, source, now))
    with progress() as report:
        situation = _known(ctx.obj, exports, agreed, source, now, report)
        findings = pipeline.judge(situation, report)
    areas = area_states(findings, situation.engagement, now.date())
    if as_json:
        shown = {"areas": areas_plain(areas)} if read_only else {}
        print_json(shown | assessment(findings, situation))
    elif read_only:
        print_areas(areas)
    else:
        print_findings(findings)
    ctx.exit(exit_code(findings))


def _known(
    home: Path,
    exports: tuple[Path, ...],
    agreed: Engagement | None,
    source: str,
    now: datetime,
    report: Report,
) -> Situation:
    """Return what the exports say, or without any what the home folder remembers.

    Raises:
        NotKnown: there is neither.
    """
    if exports:
        return _situation(exports, agreed, source, now, report)
    stored = stored_situation(home, now)
    if not any(stored.snapshots()):
        raise NotKnown(f"there is no snapshot in {home}; name an export, or collect files first")
    return replace(stored, engagement=agreed) if agreed else stored


def _lines(
    exports: tuple[Path, ...], engagement: Engagement | None, source: str, now: datetime
) -> int:
    """Print one line per export, in their order, and return the worst exit code."""
    one = partial(_line, engagement=engagement, source=source, now=now)
    codes = set()
    for line, code in _each(one, exports):
        click.echo(line)
        codes.add(code)
    return next((code for code in WORST_FIRST if code in codes), 0)


def _each(
    one: Callable[[Path], tuple[str, int]], exports: tuple[Path, ...]
) -> Iterator[tuple[str, int]]:
    """Answer each export; many of them on every core, each process with one thread."""
    workers = min(os.cpu_count() or 1, len(exports) // FEW)
    if workers < MANY:
        yield from map(one, exports)
        return
    os.environ["POLARS_MAX_THREADS"] = "1"
    spawn = get_context("spawn")
    with ProcessPoolExecutor(workers, spawn, gc.set_threshold, (GARBAGE,)) as pool:
        yield from pool.map(one, exports, chunksize=FEW)


def _line(path: Path, engagement: Engagement | None, source: str, now: datetime) -> tuple[str, int]:
    """Return the line of one export, and its exit code; one that cannot be read says so."""
    line: dict[str, Any] = {"export": str(path)}
    try:
        situation = _situation((path,), engagement, source, now, _quiet)
        findings = pipeline.judge(situation, _quiet)
        line.update(assessment(findings, situation))
        code = exit_code(findings)
    except Exception as error:
        says = sentence(error)
        line.update({"findings": [], "not_read": [says], "error": says})
        code = ERROR
    return json.dumps(line, default=str, ensure_ascii=False), code


def _situation(
    exports: tuple[Path, ...],
    agreed: Engagement | None,
    source: str,
    now: datetime,
    report: Report,
) -> Situation:
    reading = pipeline.collect(exports, "source", now, report)
    readers = {taken.reader for taken in reading.taken}
    if source in ("graph", "scubagear") and source not in readers:
        found = ", ".join(sorted(readers))
        where = ", ".join(map(str, exports))
        raise InputError(f"is not a {source} export; it was read as {found}", where=where)
    return Situation(now, reading.snapshot, engagement=agreed)


def _quiet(what: str, done: int, of: int) -> None:
    """Report nothing."""
