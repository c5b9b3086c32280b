"""The one page for leadership, as a page or a PDF."""

from __future__ import annotations

from pathlib import Path

import click

from pilotage.cli.engaged import engaged, folder
from pilotage.cli.show import json_option, print_json
from pilotage.engine.status import standing
from pilotage.engine.summary import one_page
from pilotage.handover.one_page import as_html, as_pdf
from pilotage.store.home import write_file


@click.group("report")
def command() -> None:
    """Reports made of what the records hold."""


@command.command("exec")
@click.option("--pdf/--html", "as_a_pdf", default=True, help="PDF (the default) or HTML.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Another file.")
@json_option
@click.pass_context
def executive(ctx: click.Context, as_a_pdf: bool, out: Path | None, as_json: bool) -> None:
    """Write one page: Scope, Timeline, Dependencies, Business impact."""
    engagement = engaged(ctx)
    now = engagement.now
    page = one_page(engagement.name, standing(engagement, now), now)
    name = "executive.pdf" if as_a_pdf else "executive.html"
    path = out or folder(ctx, engagement) / name
    write_file(path, as_pdf(page, now) if as_a_pdf else as_html(page))
    if as_json:
        print_json({"file": path, "headings": [title for title, _ in page.parts]})
    else:
        click.echo(str(path))
