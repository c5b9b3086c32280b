"""Write the report of what the home folder knows, as a page and a workbook."""

from __future__ import annotations

from pathlib import Path

import click

from pilotage.cli.show import Report, json_option, print_json, progress
from pilotage.engine import pipeline
from pilotage.engine.files import report_files
from pilotage.engine.plans import remembering
from pilotage.engine.run import stored_situation
from pilotage.facts.errors import NotKnown
from pilotage.store.clock import now_in
from pilotage.store.home import write_file, writing
from pilotage.store.publish import publish


@click.command("report")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Another folder.")
@click.option("--effort", type=click.Choice(["quick", "standard", "best"]), default="standard")
@json_option
@click.pass_obj
def command(home: Path, out: Path | None, effort: str, as_json: bool) -> None:
    """Judge anew, as of now, and write report.html and report.xlsx.

    The plan at home is kept as long as what it was made from has not changed.
    """
    with progress() as report:
        if out is None:
            with writing(home, new=False):
                files = _made(home, effort, report)
                publish(home, files)
        else:
            files = _made(home, effort, report)
            for name, content in files.items():
                write_file(out / name, content)
    paths = [(out or home) / name for name in files]
    if as_json:
        print_json(paths)
    else:
        click.echo("\n".join(map(str, paths)))


def _made(home: Path, effort: str, report: Report) -> dict[str, str | bytes]:
    situation = stored_situation(home, now_in(home))
    if not any(situation.snapshots()):
        raise NotKnown(f"there is no snapshot in {home}; run or collect files first")
    prepared = pipeline.prepare(situation, remembering(home, situation, effort, report), report)
    return dict(report_files(prepared))
