"""Show what hangs on what: for one person, or as a file for other tools."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from pilotage.cli.show import json_option, print_frame, print_json
from pilotage.dependencies.explain import explain, find_unit
from pilotage.dependencies.export import FORMATS, links
from pilotage.engine import pipeline
from pilotage.engine.run import stored_situation
from pilotage.facts.errors import NotKnown
from pilotage.facts.tables import ADDRESSES
from pilotage.store.home import write_file


@click.command("dependencies")
@click.option("--of", "asked", help="A person or object, by id, address or name.")
@click.option("--export", "format", type=click.Choice(list(FORMATS)), help="Write the whole map.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write to.")
@json_option
@click.pass_obj
def command(
    home: Path, asked: str | None, format: str | None, out: Path | None, as_json: bool
) -> None:
    """Show what hangs on what, because of what, heaviest first."""
    situation = stored_situation(home, datetime.now(UTC))
    if situation.source is None:
        raise NotKnown(f"there is no source snapshot in {home}; collect files first")
    graph = pipeline.tie(situation)
    if format:
        text = FORMATS[format](graph)
        if out:
            write_file(out, text)
        else:
            click.echo(text, nl=False)
        return
    if asked:
        unit = find_unit(graph, situation.source.rows(ADDRESSES), asked)
        found = explain(graph, unit)
        title = f"What {asked} is tied to"
    else:
        found = links(graph).sort("weight", "dependent", "needs", descending=[True, False, False])
        title = f"{found.height:,} dependencies between {graph.units.height:,} units"
    if as_json:
        print_json({"dependencies": found, "outside": graph.outside})
    else:
        print_frame(title, found)
