"""Who is in which of the groups that policies name, at any depth, for all of them at once.

Each group carries the named groups above it as bits; the bits flow down the nesting until
nothing changes, so circles end by themselves and no group is walked once per ancestor.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import GROUPS, MEMBERSHIPS

Flags = npt.NDArray[np.bool_]
ID = {"group": pl.String, "member": pl.String}


@dataclass(frozen=True)
class Members:
    """Per named group the users in it; ``open`` are groups that may have more."""

    of: Mapping[str, Flags]
    open: frozenset[str]


def members(snapshot: Snapshot, users: pl.Series, groups: Iterable[str]) -> Members:
    """Return the members of ``groups`` among ``users``; ids are in lower case.

    A group is open where memberships were not fully read, or where it, or a group inside it, is
    not known at all.
    """
    wanted = sorted(set(groups))
    rows = snapshot.rows(MEMBERSHIPS).select(
        pl.col("group", "member").str.to_lowercase(), "member_kind"
    )
    known = set(snapshot.rows(GROUPS)["group"].str.to_lowercase()) | set(rows["group"].unique())
    nested = rows.filter(
        (pl.col("member_kind") == "group").fill_null(False)
        | pl.col("member").is_in(rows["group"].unique().implode())
    )
    above = _above(wanted, nested.select("group", "member").rows())
    dark = [group for group in above if group not in known]
    if snapshot.missing(MEMBERSHIPS):
        dark = wanted
    hidden = 0
    for group in dark:
        hidden |= above[group]
    of = _flags(wanted, rows, users, above)
    return Members(of, frozenset(g for bit, g in enumerate(wanted) if hidden >> bit & 1))


def _above(wanted: Sequence[str], nested: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Return for each group inside a wanted one, itself too, which wanted ones those are."""
    children: dict[str, list[str]] = defaultdict(list)
    for group, child in nested:
        children[group].append(child)
    above = {group: 1 << bit for bit, group in enumerate(wanted)}
    waiting = list(wanted)
    while waiting:
        group = waiting.pop()
        for child in children.get(group, ()):
            more = above.get(child, 0) | above[group]
            if more != above.get(child, 0):
                above[child] = more
                waiting.append(child)
    return above


def _flags(
    wanted: Sequence[str], rows: pl.DataFrame, users: pl.Series, above: Mapping[str, int]
) -> dict[str, Flags]:
    """Return per wanted group the users in it: the bits of all their groups, or-ed together."""
    width = len(wanted) // 8 + 1
    raw = b"".join(mask.to_bytes(width, "little") for mask in above.values())
    bits = np.frombuffer(raw, np.uint8).reshape(len(above), width)
    places = pl.DataFrame({"group": list(above), "at": np.arange(len(above))}, schema_overrides=ID)
    people = pl.DataFrame({"member": users, "row": np.arange(len(users))}, schema_overrides=ID)
    hits = rows.join(places, on="group").join(people, on="member").select("at", "row").sort("row")
    held = np.zeros((len(users), width), np.uint8)
    if not hits.is_empty():
        row = hits["row"].to_numpy()
        first = np.flatnonzero(np.diff(row, prepend=-1))
        held[row[first]] = np.bitwise_or.reduceat(bits[hits["at"].to_numpy()], first, axis=0)
    flags = np.unpackbits(held, axis=1, count=len(wanted), bitorder="little").astype(bool)
    return {group: flags[:, bit] for bit, group in enumerate(wanted)}
