"""The clock of a migration's folder: the real time, or the moment at which a demo stands still."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from pilotage.facts.errors import InputError
from pilotage.store.home import write_file

STANDS_AT = "clock"
"""The file of a folder that holds the moment, as ISO 8601."""


def now_in(folder: Path) -> datetime:
    """Return the moment that counts for what lies in ``folder``.

    Raises:
        InputError: the file that says so holds no moment.
    """
    path = folder / STANDS_AT
    if not path.is_file():
        return datetime.now(UTC)
    try:
        return datetime.fromisoformat(path.read_text("utf-8").strip()).astimezone(UTC)
    except ValueError as error:
        raise InputError("holds no moment", where=str(path), fix="Delete the file.") from error


def stand_still(folder: Path, at: datetime) -> None:
    """Let everything in ``folder`` be judged at one moment from now on."""
    write_file(folder / STANDS_AT, at.isoformat() + "\n")
