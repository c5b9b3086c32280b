"""Who made a change, where the audit log of the directory says so."""

from __future__ import annotations

import polars as pl

from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import DIRECTORY_AUDITS

PROPERTY = {
    "address": "mail",
    "enabled": "accountenabled",
    "kind": "usertype",
    "office": "physicaldeliveryoffice",
    "synced": "dirsync",
    "upn": "userprincipalname",
}
"""Part of the name by which the audit log calls a column, where it is another word."""

NAMED = ("users", "groups")
"""Tables of which the log names each property that was changed."""


def with_authors(changes: pl.DataFrame, before: Snapshot, after: Snapshot) -> pl.DataFrame:
    """Return ``changes`` with ``by``, ``at`` and ``activity`` of the entry that made each.

    ``changes`` has ``number``, ``table``, ``key`` and ``column``. An entry counts if it
    succeeded between the two readings, is about an object of the change and, where it names
    properties, about that property. Of several, the one about most of the objects, then the latest.
    """
    entries = _between(before, after).filter(pl.col("succeeded").fill_null(True))
    audits = entries.select(
        "audit",
        "at",
        "activity",
        "properties",
        part=pl.col("target").str.to_lowercase(),
        by=pl.coalesce("actor_name", "actor"),
    )
    parts = changes.select(
        "number", "table", "column", part=pl.col("key").str.split(" / ")
    ).explode("part")
    fitting = parts.join(audits, on="part").filter(_about_the_property())
    best = (
        fitting.group_by("number", "audit")
        .agg(pl.len().alias("parts"), pl.col("by", "at", "activity").first())
        .sort("number", "parts", "at", "audit", descending=[False, True, True, False])
        .unique("number", keep="first", maintain_order=True)
    )
    return changes.join(best.select("number", "by", "at", "activity"), on="number", how="left")


def _between(before: Snapshot, after: Snapshot) -> pl.DataFrame:
    """Return the entries since ``before``; two exports that were read at once do not tell when."""
    entries = after.rows(DIRECTORY_AUDITS)
    new = entries.join(before.rows(DIRECTORY_AUDITS), on=["audit", "target"], how="anti")
    if before.taken_at >= after.taken_at:
        return new
    return new.filter(pl.col("at").is_between(before.taken_at, after.taken_at))


def _about_the_property() -> pl.Expr:
    """Tell whether the entry names the column, or names nothing that could contradict it."""
    called = pl.col("column").replace(PROPERTY).str.replace_all("_", "")
    names = pl.col("properties").list.join(" ").str.to_lowercase().fill_null("")
    told = pl.col("table").is_in(NAMED) & (names != "") & pl.col("column").is_not_null()
    return ~told | names.str.contains(called, literal=True)
