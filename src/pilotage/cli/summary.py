"""One screen that says what the main job found."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import click

from pilotage.cli.planned import print_planned
from pilotage.cli.show import print_table
from pilotage.engine.run import Run
from pilotage.facts.finding import Outcome
from pilotage.plan import Solution
from pilotage.plan.reasons import assumptions


def summary_of(done: Run, home: Path) -> dict[str, Any]:
    """Return what the main job found, as plain values."""
    material = done.prepared.material
    outcomes = Counter(each.outcome for each in material.findings if each.applies)
    plan, planned = material.plan, done.prepared.planned
    solved = planned.answer if planned and isinstance(planned.answer, Solution) else None
    return {
        "verdict": material.verdict.state.value,
        "reasons": material.verdict.reasons,
        "read": [
            {
                "side": reading.snapshot.side,
                "tenant": reading.snapshot.tenant,
                "files": len(reading.taken),
                "rows": sum(each.frame.height for each in reading.snapshot.captures.values()),
                "left": len(reading.left),
                "refused": sum(each.rows for each in reading.snapshot.refused),
            }
            for reading in done.readings
        ],
        "findings": {outcome.value: outcomes[outcome] for outcome in Outcome},
        "areas": [
            {
                "area": area.area.value,
                "state": area.state.value,
                "passed": area.passed,
                "failed": area.failed,
                "not_assessed": area.not_assessed,
            }
            for area in material.areas
        ],
        "dependencies": material.graph.edges.height + material.graph.groups.height,
        "waves": [
            {
                "wave": wave.number,
                "starts": wave.starts_at,
                "people": wave.users,
                "gb": wave.gb,
                "tickets": wave.tickets,
                "binding": wave.binding,
            }
            for wave in (plan.waves if plan else ())
            if wave.members
        ],
        "conflict": material.conflict,
        "unmet": solved.unmet if solved else (),
        "assumed": assumptions(planned.problem) if planned else (),
        "report": home / "report.html",
        "workbook": home / "report.xlsx",
        "runbooks": home / "runbooks",
    }


def print_summary(summary: dict[str, Any], done: Run) -> None:
    """Print the summary on one screen."""
    click.secho(f"\n{summary['verdict']}", bold=True)
    for number, reason in enumerate(summary["reasons"], start=1):
        click.echo(f"  {number}. {reason}")
    for side in summary["read"]:
        click.echo(
            f"\nRead the {side['side']}, {side['tenant']}: {side['files']} files, "
            f"{side['rows']:,} rows; {side['left']} files left, {side['refused']:,} rows refused.",
            nl=False,
        )
    click.echo("\n")
    found = summary["findings"]
    print_table(
        f"Findings: {found['failed']} failed, {found['not_assessed']} not assessed, "
        f"{found['passed']} passed",
        ["area", "state", "failed", "not assessed", "passed"],
        [
            (row["area"], row["state"], row["failed"], row["not_assessed"], row["passed"])
            for row in summary["areas"]
        ],
    )
    _print_plan(done)
    click.echo(f"Report    {summary['report']}")
    click.echo(f"Workbook  {summary['workbook']}")
    click.echo(f"Runbooks  {summary['runbooks']}")


def _print_plan(done: Run) -> None:
    material, planned = done.prepared.material, done.prepared.planned
    if planned:
        ties = material.graph.edges.height + material.graph.groups.height
        print_planned(planned, f"Waves, over {ties:,} dependencies")
        return
    for line in material.conflict:
        click.echo(f"No plan: {line}")
