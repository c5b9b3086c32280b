"""Do the work that the pages ask for, until you stop it."""

from __future__ import annotations

import signal
from threading import Event

import click

from pilotage.cli.engaged import home_of
from pilotage.engine.worker import work
from pilotage.store.records import open_records


@click.command("worker")
@click.option("--until-idle", is_flag=True, help="End when there is nothing left to do.")
@click.pass_context
def command(ctx: click.Context, until_idle: bool) -> None:
    """Do the work that the pages ask for, until you stop it."""
    home = home_of(ctx)
    open_records(home, new=True)
    stop = Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: stop.set())
    count = work(home, stop, until_idle=until_idle)
    click.echo(f"{count} jobs done.", err=True)
