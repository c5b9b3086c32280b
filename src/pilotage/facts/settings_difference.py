"""What changed in exported settings, told apart from how they were exported.

A newer exporter writes more properties, another order, other capitals, a list of one as its
member, or spells out a default. None of that is a change of the tenant.
"""

from __future__ import annotations

import json
from typing import Any

import polars as pl

CHANGE_SCHEMA = {
    "key": pl.String,
    "change": pl.String,
    "column": pl.String,
    "before": pl.String,
    "after": pl.String,
}
"""Columns of ``Difference.changes``: the row's key, added, removed or changed, and for a change
the column with its value before and after as text."""

OWN_AREAS = ("areas", "commands")
"""Areas that tell how the export went, not how the tenant is."""

LABELS = frozenset({"displayname", "name", "description", "identity", "admindisplayname"})
"""Properties that name a thing; another name for the same thing is no change."""

STAMPS = frozenset(
    {
        *("whenchanged", "whenchangedutc", "whencreated", "whencreatedutc", "exchangeversion"),
        *("lastmodifieddatetime", "modifieddatetime", "createddatetime", "lastmodifiedby"),
        *(
            "originatingserver",
            "distinguishedname",
            "objectstate",
            "runspaceid",
            "psshowcomputername",
        ),
        *("pscomputername", "timestamp", "etag", "organizationid", "lastsyncdatetime"),
    }
)
"""Properties that a server keeps for itself and that change without anybody deciding it."""

SAME = ["area", "object", "setting"]


def settings_changes(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """Return the changes from one frame of SETTINGS to another, in ``CHANGE_SCHEMA``.

    An object that came or went is one row. Areas and properties that only one of the exports
    knows are not compared.
    """
    old, new = (_of_known_areas(one, other) for one, other in ((before, after), (after, before)))
    gone, come = _objects(old, new), _objects(new, old)
    renamed = gone.join(come, on=["area", "content"], how="semi")["content"].implode()
    parts = [
        _whole(come.filter(~pl.col("content").is_in(renamed)), "added"),
        _whole(gone.filter(~pl.col("content").is_in(renamed)), "removed"),
        _cells(old, new),
    ]
    empty = pl.DataFrame(schema=CHANGE_SCHEMA)
    return pl.concat([empty, *parts], how="diagonal").select(*CHANGE_SCHEMA).sort("key", "column")


def _of_known_areas(one: pl.DataFrame, other: pl.DataFrame) -> pl.DataFrame:
    """Return the settings of ``one`` in areas that ``other`` read too, in plain form.

    ``value`` is the plain value, null for a default; ``text`` is the value as it was exported.
    """
    last = pl.col("setting").str.split(".").list.last()
    known = _areas(other)
    rows = one.filter(
        ~pl.col("area").is_in(OWN_AREAS),
        ~last.is_in(LABELS | STAMPS),
        pl.col("area").is_in(known.implode()),
    )
    distinct = rows["value"].unique().drop_nulls()
    plain = pl.DataFrame({"text": distinct, "value": [plain_value(each) for each in distinct]})
    plain = plain.cast(pl.String)
    lower = pl.col("object").str.to_lowercase()
    return rows.rename({"value": "text"}).join(plain, on="text", how="left").with_columns(lower)


def _areas(rows: pl.DataFrame) -> pl.Series:
    """Return the areas that were read: an empty one only where no command of the export failed."""
    filled = rows.filter(~pl.col("area").is_in(OWN_AREAS))["area"]
    failed = rows.filter((pl.col("area") == "commands") & (pl.col("value") == "false"))
    listed = rows.filter(pl.col("area") == "areas")["object"]
    return filled.unique() if failed.height else pl.concat([filled, listed]).unique()


def _objects(one: pl.DataFrame, other: pl.DataFrame) -> pl.DataFrame:
    """Return ``area``, ``object`` and ``content`` of the objects that ``other`` does not have."""
    alone = one.join(other, on=["area", "object"], how="anti")
    pair = pl.concat_str("setting", pl.lit("="), pl.col("value").fill_null(""))
    told = pl.when(pl.col("value").is_not_null() & (pl.col("setting") != "id")).then(pair)
    return (
        alone.sort("area", "object", "setting")
        .group_by("area", "object", maintain_order=True)
        .agg(content=told.drop_nulls().str.join("\n"))
    )


def _whole(objects: pl.DataFrame, change: str) -> pl.DataFrame:
    key = pl.concat_str("area", "object", separator=" / ")
    return objects.select(key=key, change=pl.lit(change))


def _cells(old: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    """Return the settings that differ, of objects and properties that both exports know."""
    both = old.select("area", "object").unique().join(new, on=["area", "object"], how="semi")
    names = old.select("area", "setting").unique().join(new, on=["area", "setting"], how="semi")
    cells = (
        old.select(*SAME, "value", "text")
        .join(new.select(*SAME, "value", "text"), on=SAME, how="full", coalesce=True)
        .join(both, on=["area", "object"], how="semi")
        .join(names, on=["area", "setting"], how="semi")
        .filter(pl.col("value").ne_missing(pl.col("value_right")))
    )
    return cells.select(
        key=pl.concat_str(SAME, separator=" / "),
        change=pl.lit("changed"),
        column=pl.lit("value"),
        before="text",
        after="text_right",
    )


def plain_value(text: str) -> str | None:
    """Return a value without what means nothing; None for a default (nothing, false, empty)."""
    try:
        value = json.loads(text)
    except ValueError:
        value = text
    plain = _plain(value)
    idle = plain is None or plain is False
    return None if idle else json.dumps(plain, sort_keys=True)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        members = {
            key.lower(): plain
            for key, each in value.items()
            if key.lower() not in LABELS | STAMPS and (plain := _plain(each)) is not None
        }
        return members or None
    if isinstance(value, list):
        kept = [plain for each in value if (plain := _plain(each)) is not None]
        unordered = sorted(kept, key=lambda each: json.dumps(each, sort_keys=True))
        return unordered if len(unordered) > 1 else next(iter(unordered), None)
    if isinstance(value, str):
        lower = value.strip().lower()
        return {"true": True, "false": False, "": None}.get(lower, lower)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
