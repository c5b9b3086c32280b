"""What one page, file or answer gives: rows of one table, and what is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from pilotage.facts.snapshot import Refusal
from pilotage.facts.table import Table


@dataclass(frozen=True)
class Batch:
    """Rows of one table as one source gave them, in a frame whose columns are those it carried.

    ``refused`` are rows or values that could not be used. ``missing`` says what the source
    withheld, such as a permission or concealed names.

    ``more`` is the link to the page that must follow; where no file continues it, the table is
    not whole. Pages of one answer share ``stream``. ``given`` counts the objects of this page and
    ``total`` those of all pages, where the answer says so. ``of`` are the ids of the objects that
    were asked, where each has its own answer, such as the groups of members.

    ``adds`` is for counted events: rows of one key are summed, not compared. ``unless`` names the
    content that makes this batch needless where it was read, such as
    ``roleAssignmentScheduleInstances``; ``*`` is anything else that fills the table.
    """

    table: Table
    frame: pl.DataFrame
    refused: tuple[Refusal, ...] = ()
    missing: str = ""
    more: str = ""
    stream: str = ""
    given: int = 0
    total: int = 0
    of: tuple[str, ...] = ()
    adds: bool = False
    unless: str = ""
