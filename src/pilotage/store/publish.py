"""Publish several files and folders of a home together: all of them, or none.

They are made in a folder beside their places. A list of them, written last, is the promise: from
then on they count. Who dies while moving them leaves the rest to whoever opens the home next.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from pilotage.facts.errors import HomeBusy, InputError
from pilotage.store.home import PROMISE, STAGE, keep_promise, unwritable, write_file, writing

SHELF = "snapshots"
"""The folder whose entries join those that are there."""


@contextmanager
def publishing(home: Path, *, stale: Sequence[str] = ()) -> Iterator[Path]:
    """Yield an empty folder; what it holds in the end takes its place in ``home``.

    A file or folder replaces the one of its name; snapshots join those that are there. Files
    named ``stale`` go away with it. The home must be held for writing.

    Raises:
        InputError: something cannot be written; then nothing of it is in place.
    """
    stage = home / STAGE
    try:
        shutil.rmtree(stage, ignore_errors=True)
        stage.mkdir()
        yield stage
        promise = {"move": list(_names(stage)), "drop": list(stale)}
        write_file(stage / PROMISE, json.dumps(promise))
        keep_promise(home)
    except OSError as error:
        raise unwritable(home, error) from error
    finally:
        if not (stage / PROMISE).exists():
            shutil.rmtree(stage, ignore_errors=True)


def publish(
    home: Path, files: Mapping[str, str | bytes], *, folder: str = "", stale: Sequence[str] = ()
) -> None:
    """Put files in place together; with ``folder`` they are all that it holds afterwards.

    Files of the home that are named ``stale`` go away with it.
    """
    with publishing(home, stale=stale) as stage:
        (stage / folder).mkdir(exist_ok=True)
        for name, content in files.items():
            write_file(stage / folder / name, content)


def settle(home: Path) -> None:
    """Finish what a killed process left half-moved; a home that somebody writes is let alone."""
    if (home / STAGE / PROMISE).exists():
        with suppress(HomeBusy, InputError), writing(home):
            pass


def _names(stage: Path) -> Iterator[str]:
    """Yield what is moved as a whole, seen from the home."""
    for path in sorted(stage.iterdir()):
        inside = sorted(path.iterdir()) if path.name == SHELF else [path]
        yield from (each.relative_to(stage).as_posix() for each in inside)
