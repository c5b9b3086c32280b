"""Read the source as if it were the target: the same objects under the ids of the other side."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from pilotage.facts.snapshot import Capture, Snapshot
from pilotage.facts.tables import TABLES

ANYBODY = ("user", "group", "service_principal", "mailbox")

HOLDS = {
    **dict.fromkeys(("user", "manager", "delegate"), ("user",)),
    **dict.fromkeys(("include_users", "exclude_users"), ("user",)),
    **dict.fromkeys(("group", "team", "include_groups", "exclude_groups"), ("group",)),
    **dict.fromkeys(("member", "principal", "trustee", "object", "owner"), ANYBODY),
    **dict.fromkeys(("service_principal", "resource", "client"), ("service_principal",)),
    "mailbox": ("mailbox", "user"),
    "site": ("site",),
    "drive": ("drive",),
    "application": ("application",),
    "policy": ("policy",),
}
"""Of which kinds of object a column holds the id, the likeliest first."""


def aligned(before: Snapshot, pairs: pl.DataFrame) -> Snapshot:
    """Return ``before`` with the ids that its objects have on the other side.

    ``pairs`` comes from ``pairing.pairs``. What has no counterpart keeps its own id.
    """
    captures = {
        name: replace(capture, frame=_renamed(name, capture, pairs))
        for name, capture in before.captures.items()
        if name in TABLES
    }
    return replace(before, captures=captures)


def _renamed(name: str, capture: Capture, pairs: pl.DataFrame) -> pl.DataFrame:
    frame = capture.frame
    if name == "identity_map":
        return frame
    for column in frame.columns:
        if kinds := HOLDS.get(column):
            of_kind = [pairs.filter(kind=kind).select("before", "after") for kind in kinds]
            known = pl.concat(of_kind).unique("before", keep="first", maintain_order=True)
            frame = _replaced(frame, column, known)
    return frame


def _replaced(frame: pl.DataFrame, column: str, known: pl.DataFrame) -> pl.DataFrame:
    """Return the frame with the ids of one column replaced; it may hold an id or a list."""
    if known.is_empty() or frame.is_empty():
        return frame
    old, new = known["before"], known["after"]
    if isinstance(frame.schema[column], pl.List):
        each = pl.col(column).list.eval(pl.element().replace(old, new))
        return frame.with_columns(each)
    return frame.with_columns(pl.col(column).replace(old, new))
