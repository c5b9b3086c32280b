"""Which migration of a home is meant when nobody names one, and where its folder is."""

from __future__ import annotations

import re
from pathlib import Path

from pilotage.facts.errors import InputError
from pilotage.store.home import write_file

CHOSEN = "migration"
"""The file of a home that holds the name ``client/migration`` of the one that is meant."""

CLIENTS = "clients"
"""The folder of a home that holds one folder per client, and in it one per migration."""

NAME = re.compile(r"[a-z0-9][a-z0-9-]*")


def chosen(home: Path) -> str:
    """Return the migration that was chosen with ``pilotage use``; empty if none was."""
    path = home / CHOSEN
    return path.read_text("utf-8").strip() if path.is_file() else ""


def choose(home: Path, name: str) -> None:
    """Mean the migration ``client/migration`` from now on."""
    write_file(home / CHOSEN, name + "\n")


def folder_named(home: Path, name: str) -> Path:
    """Return the folder of a migration: the home itself where no other is named or there.

    Raises:
        InputError: the name is no name of a client and a migration.
    """
    if not name:
        return home
    client, _, migration = name.partition("/")
    if not NAME.fullmatch(client) or not NAME.fullmatch(migration):
        raise InputError(f"{name!r} is no migration", fix="Write CLIENT/MIGRATION.")
    folder = home / CLIENTS / client / migration
    return folder if folder.is_dir() else home
