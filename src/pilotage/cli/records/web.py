"""Serve the pages alone; the worker runs elsewhere."""

from __future__ import annotations

import click

from pilotage.cli.engaged import home_of
from pilotage.engine.serving import pages_and_streams, together
from pilotage.store.records import open_records


@click.command("web")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65534), default=8000, show_default=True)
@click.option("--processes", type=click.IntRange(1, 64), default=2, show_default=True)
@click.pass_context
def command(ctx: click.Context, host: str, port: int, processes: int) -> None:
    """Serve the pages alone; the worker runs elsewhere, on the same home or database."""
    home = home_of(ctx)
    open_records(home, new=True)
    click.echo(f"Pages on http://{host}:{port} (stop them with Ctrl-C)", err=True)
    together(pages_and_streams(home, host, port, processes))
