"""What commands on the records share: the engagement that is meant, and who acts."""

from __future__ import annotations

import getpass
from pathlib import Path

import click

from pilotage.cli.main import HOME, MIGRATION
from pilotage.facts.actor import Actor
from pilotage.store.clients import engagement_named, folder_of
from pilotage.store.models import Engagement
from pilotage.store.records import open_records


def home_of(ctx: click.Context) -> Path:
    """Return the home folder, which holds the records of every client."""
    home: Path = ctx.meta[HOME]
    return home


def engaged(ctx: click.Context) -> Engagement:
    """Return the engagement that is meant, with the records opened.

    Raises:
        NotKnown: there are no records, or it is not clear which migration is meant.
    """
    open_records(home_of(ctx))
    return engagement_named(ctx.meta[MIGRATION])


def folder(ctx: click.Context, engagement: Engagement) -> Path:
    """Return the folder that holds the snapshots and plans of the engagement."""
    return folder_of(engagement, home_of(ctx))


def actor(who: str = "") -> Actor:
    """Return who acts at this command line: the named person, or the user of the machine."""
    return Actor(who or getpass.getuser(), "cli")
