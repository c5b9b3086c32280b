"""Mail folders that are judged, each with a name that people know."""

from __future__ import annotations

import polars as pl

from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import MAILBOX_FOLDERS, MAILBOXES


def own_folders(snapshot: Snapshot) -> pl.DataFrame:
    """Return the rows of MAILBOX_FOLDERS with ``label``: the folder, and whose it is.

    A folder that somebody else shares is left out: it is judged with its owner's. The owner is
    called by address, by name where there is none, and by id where neither was read.
    """
    holder = snapshot.rows(MAILBOXES).select("mailbox", holder=pl.coalesce("address", "name"))
    return (
        snapshot[MAILBOX_FOLDERS]
        .filter(pl.col("space").ne_missing("shared"))
        .join(holder, on="mailbox", how="left", maintain_order="left")
        .with_columns(label=pl.format("{} of {}", "folder", pl.coalesce("holder", "mailbox")))
        .drop("holder")
    )
