"""Show what hangs on what: for one person, or as a file for other tools."""

from __future__ import annotations

from pathlib import Path

import click

from pilotage.cli.show import json_option, print_frame, print_json
from pilotage.dependencies.explain import explain, find_unit
from pilotage.dependencies.export import FORMATS, links
from pilotage.engine import pipeline
from pilotage.engine.run import stored_situation
from pilotage.facts.errors import NotKnown
from pilotage.facts.tables import ADDRESSES
from pilotage.store.clock import now_in
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
    if format and as_json and not out:
        raise click.UsageError("--export prints its own format; --json needs --out with it.")
    situation = stored_situation(home, now_in(home))
    if situation.source is None:
        raise NotKnown(f"there is no source snapshot in {home}; collect files first")
    graph = pipeline.tie(situation)
    if format:
        _export(FORMATS[format](graph), out, as_json)
        return
    if asked is not None:
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


def _export(text: str, out: Path | None, as_json: bool) -> None:
    """Write the map to a file, or to stdout where none is named."""
    if out is None:
        click.echo(text, nl=False)
        return
    write_file(out, text)
    if as_json:
        print_json({"file": out})
