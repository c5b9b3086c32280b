"""Where the rows of a batch of mailboxes lie, and what earlier batches hold."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from pilotage.connect.answers import Answers
from pilotage.connect.imap.mailbox import Row


def file_of(number: int, name: str) -> str:
    """Return where the rows of a table lie that batch ``number`` gave."""
    return f"{number:05}/{name}.csv"


def public_kept(answers: Answers, stream: str) -> set[str]:
    """Return the public folders in the batches that an earlier attempt kept."""
    found = set[str]()
    for number in range(answers.stream(stream).pages):
        path = answers.folder / file_of(number, "mailbox_folders")
        rows = pl.read_csv(path, columns=["folder", "space"], infer_schema=False)
        found.update(rows.filter(pl.col("space") == "public")["folder"])
    return found


def named(row: Row, known: Mapping[str, str]) -> Row:
    """Return a row in which a trustee that is ``known`` is called by the mailbox."""
    if "trustee" not in row:
        return row
    return {**row, "trustee": known.get(str(row["trustee"]), row["trustee"])}
