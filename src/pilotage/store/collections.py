"""Collections under way: the answers of one connection, until a snapshot is made of them.

Layout: ``collections/<connection>/``. One process fills a collection at a time. What a killed
process left is gone on with, unless it is too old to be of one moment.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from pilotage.connect.answers import Answers
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


def _begun(folder: Path, now: datetime) -> Answers:
    answers = Answers(folder)
    if now - answers.begin(now) > OLD:
        shutil.rmtree(folder)
        answers = Answers(folder)
        answers.begin(now)
    return answers
