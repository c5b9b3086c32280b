"""Collections under way: the answers of one connection, until a snapshot is made of them.

Layout: ``collections/<connection>/``, and ``collections/<connection>.last/`` for one that was kept
after its snapshot was made. One process fills a collection at a time. What a killed process left
is gone on with, unless it is too old to be of one moment.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from pilotage.connect.answers import COLLECTION, Answers
from pilotage.facts.errors import HomeBusy

FOLDER = "collections"
OLD = timedelta(hours=24)
"""Answers that lie further apart are no picture of one moment."""


@contextmanager
def collecting(home: Path, name: str, now: datetime, *, fresh: bool = False) -> Iterator[Answers]:
    """Yield the answers of the connection ``name``, begun ``now`` or gone on with.

    Raises:
        HomeBusy: another process is collecting from it.
        InputError: the folder cannot be written.
    """
    folder = home / FOLDER / name
    folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(folder.parent / f".{name}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if fresh:
            shutil.rmtree(folder, ignore_errors=True)
        yield _begun(folder, now)
    except BlockingIOError as error:
        raise HomeBusy(f"another process is collecting from {name}; nothing was changed") from error
    finally:
        os.close(handle)


def discard(answers: Answers) -> None:
    """Remove the answers; their snapshot holds what is needed of them."""
    shutil.rmtree(answers.folder, ignore_errors=True)


def keep(answers: Answers) -> None:
    """Move the answers aside, in place of those that were kept before.

    A crash between the two moves leaves none of them to go by, and nothing half.
    """
    last = _last(answers.folder)
    old = last.with_suffix(".old")
    shutil.rmtree(old, ignore_errors=True)
    if last.exists():
        last.rename(old)
    answers.folder.rename(last)
    shutil.rmtree(old, ignore_errors=True)


def kept(home: Path, name: str, settings: Mapping[str, str]) -> Path | None:
    """Return the folder of the answers that were kept of the connection ``name``.

    None where there is none, or where the connection had other ``settings`` then: it may have
    been another system.
    """
    last = _last(home / FOLDER / name)
    try:
        about = json.loads((last / COLLECTION).read_bytes())
    except (OSError, ValueError):
        return None
    return last if about.get("settings") == settings else None


def _last(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.last")


def _begun(folder: Path, now: datetime) -> Answers:
    answers = Answers(folder)
    if now - answers.begin(now) > OLD:
        shutil.rmtree(folder)
        answers = Answers(folder)
        answers.begin(now)
    return answers
