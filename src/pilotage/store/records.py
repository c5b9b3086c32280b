"""Open the records of a home folder: start Django, and bring the tables up to date."""

from __future__ import annotations

import os
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, close_old_connections, connection, connections
from django.db.migrations.executor import MigrationExecutor

from pilotage.facts.errors import InputError, NotKnown
from pilotage.store.databases import FILE, database

SETTINGS = "pilotage.store.settings"


def start_django() -> None:
    """Make Django ready, so that the modules of the records can be imported; opens nothing."""
    if not settings.configured:
        os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    django.setup()


def has_records(home: Path) -> bool:
    """Tell whether the home has records, here or in the database that ``DATABASE_URL`` names."""
    return bool(os.environ.get("DATABASE_URL")) or (home / FILE).is_file()


def open_records(home: Path, *, new: bool = False) -> None:
    """Make the records of ``home`` ready for use in this process; ``new`` makes them if needed.

    Raises:
        NotKnown: there are none, and they may not be new.
        InputError: the database cannot be reached.
    """
    if not new and not has_records(home):
        raise NotKnown(
            f"{home} holds no records; make them with: pilotage owner add, or pilotage demo load"
        )
    home.mkdir(parents=True, exist_ok=True)
    start_django()
    _point_at(home)
    _migrate()


def rest() -> None:
    """Give back connections that broke or grew old; a worker does so between two jobs."""
    if not connection.in_atomic_block:
        close_old_connections()


def leave() -> None:
    """Close the connections of this thread, which ends."""
    connections.close_all()


def _point_at(home: Path) -> None:
    """Use the database of ``home`` from now on, also where another was open before."""
    entry = database(home, os.environ.get("DATABASE_URL", ""))
    standing = connections["default"].settings_dict
    if any(standing[key] != value for key, value in entry.items()):
        connections["default"].close()
        standing.update(entry)


def _migrate() -> None:
    """Apply what is missing; most of the time that is nothing, and costs one query."""
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", verbosity=0, interactive=False)
    except OperationalError as error:
        raise InputError(
            f"the records cannot be opened ({str(error).strip()})",
            where=str(connection.settings_dict["HOST"] or connection.settings_dict["NAME"]),
            fix="Check DATABASE_URL, or the rights on the home folder.",
        ) from error
