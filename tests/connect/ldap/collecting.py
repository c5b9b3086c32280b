"""Collect from a directory and read what came, as the engine does."""

from __future__ import annotations

import json
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


def manifest(folder):
    """Return what the collection noted of itself."""
    return json.loads((folder / COLLECTION).read_text())


def rows_of(snapshot):
    """Return all rows by table, to compare two snapshots."""
    return {name: each.frame.rows() for name, each in snapshot.captures.items()}
