"""Serve the control room on this machine: pages, live streams on the next port, and worker."""

from __future__ import annotations

import os

import click

from pilotage.cli.engaged import home_of
from pilotage.engine.serving import pages_and_streams, together, worker_command
from pilotage.facts.errors import NotKnown
from pilotage.store.models import User
from pilotage.store.records import open_records


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65534), default=8000, show_default=True)
@click.option("--processes", type=click.IntRange(1, 64), default=1, show_default=True)
@click.pass_context
def command(ctx: click.Context, host: str, port: int, processes: int) -> None:
    """Serve the control room on this machine: pages, live streams on the next port, and worker."""
    home = home_of(ctx)
    open_records(home, new=True)
    if not User.objects.filter(owner=True).exists():
        raise NotKnown("nobody owns this installation yet; first: pilotage owner add EMAIL")
    click.echo(f"Pilotage is on http://{host}:{port} (stop it with Ctrl-C)", err=True)
    worker = (worker_command(home), dict(os.environ))
    together((*pages_and_streams(home, host, port, processes), worker))
