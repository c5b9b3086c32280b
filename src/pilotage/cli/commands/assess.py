"""Judge exports, or what the home folder knows, by every check."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from pilotage.cli.findings import assessment, exit_code, print_findings
from pilotage.cli.show import json_option, print_json, progress
from pilotage.engine import pipeline
from pilotage.engine.run import stored_situation
from pilotage.facts.errors import InputError, NotKnown
from pilotage.facts.situation import Situation
from pilotage.store import engagement as engagements


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
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    exports: tuple[Path, ...],
    source: str,
    engagement: Path | None,
    jsonl: bool,
    as_json: bool,
) -> None:
    """Judge EXPORTS (files or folders of one environment), or the newest snapshots at home.

    Exit code 3: a check failed. 4: nothing failed, but not everything could be assessed.
    """
    now = datetime.now(UTC)
    if jsonl:
        ctx.exit(_lines(exports, engagement, source, now))
    situation = (
        _situation(exports, engagement, source, now) if exports else stored_situation(ctx.obj, now)
    )
    if not any(situation.snapshots()):
        raise NotKnown(f"there is no snapshot in {ctx.obj}; name an export, or collect files first")
    with progress() as report:
        findings = pipeline.judge(situation, report)
    if as_json:
        print_json(assessment(findings, situation))
    else:
        print_findings(findings)
    ctx.exit(exit_code(findings))


def _lines(exports: tuple[Path, ...], engagement: Path | None, source: str, now: datetime) -> int:
    """Print one line per export; one that cannot be read gets a line that says so."""
    worst = 0
    for path in exports:
        line: dict[str, Any] = {"export": str(path)}
        try:
            situation = _situation((path,), engagement, source, now)
            findings = pipeline.judge(situation, _quiet)
            line.update(assessment(findings, situation))
            worst = max(worst, exit_code(findings)) if worst != 1 else 1
        except InputError as error:
            line.update({"findings": [], "not_read": [str(error)], "error": str(error)})
            worst = 1
        click.echo(json.dumps(line, default=str, ensure_ascii=False))
    return worst


def _situation(
    exports: tuple[Path, ...], engagement: Path | None, source: str, now: datetime
) -> Situation:
    reading = pipeline.collect(exports, "source", now, _quiet)
    readers = {taken.reader for taken in reading.taken}
    if source in ("graph", "scubagear") and source not in readers:
        found = ", ".join(sorted(readers))
        where = ", ".join(map(str, exports))
        raise InputError(f"is not a {source} export; it was read as {found}", where=where)
    agreed = engagements.read(engagement) if engagement else None
    return Situation(now, reading.snapshot, engagement=agreed)


def _quiet(what: str, done: int, of: int) -> None:
    """Report nothing."""
