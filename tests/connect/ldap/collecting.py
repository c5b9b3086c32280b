"""Collect from a directory and read what came, as the engine does."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
from datetime import UTC, datetime

from pilotage.collect.files.folder import read_folder
from pilotage.connect.answers import COLLECTION, Answers
from pilotage.connect.ldap import KIND


def quiet(what: str, done: int, of: int) -> None:
    """Report nothing."""


def collected(folder, settings, source=None):
    """Return the snapshot that a collection into ``folder`` gives."""
    answers = Answers(folder)
    (source or KIND.open(settings)).collect(answers, quiet)
    answers.complete(kind=KIND.id, connection="demo")
    return read_folder([folder], side="source", taken_at=datetime.now(UTC)).snapshot


def killed(folder, source, after):
    """Collect in a process of its own that is killed ``after`` so many pages; tell if it was."""

    def work():
        left = iter(range(after))

        def report(what, done, of):
            if next(left, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)

        source.collect(Answers(folder), report)

    process = multiprocessing.get_context("fork").Process(target=work)
    process.start()
    process.join()
    return process.exitcode == -signal.SIGKILL


def manifest(folder):
    """Return what the collection noted of itself."""
    return json.loads((folder / COLLECTION).read_text())


def rows_of(snapshot):
    """Return all rows by table, to compare two snapshots."""
    return {name: each.frame.rows() for name, each in snapshot.captures.items()}
