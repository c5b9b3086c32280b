"""Who gained what, who lost what, and what of it nobody has explained."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from pilotage.assess.comparison.alignment import aligned
from pilotage.assess.comparison.effective import RIGHT, SAME, effective
from pilotage.assess.comparison.pairing import PAIR, pairs
from pilotage.assess.comparison.signatures import signed, with_signatures
from pilotage.facts.engagement import Engagement
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.table import Table
from pilotage.facts.tables import (
    DRIVES,
    GROUPS,
    MAILBOXES,
    ROLE_ASSIGNMENTS,
    SERVICE_PRINCIPALS,
    SITES,
    USERS,
)

GAINED, LOST = "comparison.access_gained_explained", "comparison.access_lost_explained"
"""The checks, by whose ids differences are signed."""

NAMES: tuple[tuple[Table, str, tuple[str, ...]], ...] = (
    (USERS, "user", ("upn", "address", "name")),
    (GROUPS, "group", ("address", "name")),
    (MAILBOXES, "mailbox", ("address", "name")),
    (SITES, "site", ("url", "name")),
    (DRIVES, "drive", ("url",)),
    (SERVICE_PRINCIPALS, "service_principal", ("name",)),
    (ROLE_ASSIGNMENTS, "role", ("role_name",)),
)
"""What people call an object, the best name first."""

OBJECTS = {
    "group": GROUPS,
    "group owner": GROUPS,
    "mailbox": MAILBOXES,
    "own mailbox": MAILBOXES,
    "calendar": MAILBOXES,
    "site": SITES,
    "drive": DRIVES,
}
"""Kinds of access to one thing, and the table of those things."""


@dataclass(frozen=True)
class Access:
    """Differences of effective access, one row per right in the columns of ``RIGHT`` and more.

    ``who_name`` and ``what_name`` are for people; ``why`` says what is known about the difference;
    ``explained`` says why it is in order, null where nobody said. ``before`` and ``after`` count
    the rights compared, ``unknown`` says which kinds of access could not be, ``paired`` counts
    objects by kind and by the matching rule.
    """

    gained: pl.DataFrame
    lost: pl.DataFrame
    before: int
    after: int
    unknown: dict[str, str]
    paired: pl.DataFrame

    @property
    def unexplained(self) -> pl.DataFrame:
        """Return the rows that nobody explained, with ``change``: gained or lost."""
        both = [
            rows.filter(pl.col("explained").is_null()).select(
                pl.lit(change).alias("change"), pl.exclude("explained")
            )
            for change, rows in (("gained", self.gained), ("lost", self.lost))
        ]
        return pl.concat(both)


def compare_access(
    before: Snapshot,
    after: Snapshot,
    *,
    same: bool,
    today: date,
    engagement: Engagement | None = None,
) -> Access:
    """Compare what people can do in two environments, or in one at two moments.

    ``same`` says that both are one environment, so that ids are enough; otherwise objects are
    paired, and rights of people and things that belong to the target alone are left out.
    """
    paired = pl.DataFrame(schema=PAIR) if same else pairs(before, after)
    moved = before if same else aligned(before, paired)
    one, other = effective(moved), effective(after)
    unknown = {kind: f"after: {gap}" for kind, gap in other.unknown.items()}
    unknown |= {kind: f"before: {gap}" for kind, gap in one.unknown.items()}
    held, holds = (each.held.filter(~pl.col("kind").is_in(list(unknown))) for each in (one, other))
    gained, lost = _only_in(holds, held), _only_in(held, holds)
    if not same:
        gained = gained.filter(_concerned(_ids(paired)))
    names = _names(moved, after)
    left = _left(moved, after, same=same)
    came = None if same else _ids(paired)
    return Access(
        _explained(_told(gained, came), names, left.clear(), signed(engagement, GAINED, today)),
        _explained(_told(lost, came), names, left, signed(engagement, LOST, today)),
        held.height,
        holds.height,
        dict(sorted(unknown.items())),
        paired.group_by("kind", "rule").len("objects").sort("kind", "rule"),
    )


def _only_in(one: pl.DataFrame, other: pl.DataFrame) -> pl.DataFrame:
    return one.join(other, on=SAME, how="anti").cast(pl.String)


def _ids(paired: pl.DataFrame) -> pl.Series:
    return paired["after"].str.to_lowercase().unique()


TO_ONE_THING = pl.col("kind").is_in(list(OBJECTS))


def _concerned(came: pl.Series) -> pl.Expr:
    """Tell which rights of the target concern somebody or something that moved."""
    ids = came.implode()
    return pl.col("who").is_in(ids) | (TO_ONE_THING & pl.col("what").is_in(ids))


def _told(rows: pl.DataFrame, came: pl.Series | None) -> pl.DataFrame:
    """Add ``why``: who or what has no counterpart, as far as objects were paired at all."""
    none = pl.lit(None, pl.String)
    if came is None:
        return rows.with_columns(why=none)
    alone = [~pl.col(column).is_in(came.implode()) for column in ("who", "what")]
    return rows.with_columns(
        why=pl.when(alone[0])
        .then(pl.lit("the account has no counterpart"))
        .when(alone[1] & TO_ONE_THING)
        .then(pl.concat_str("kind", pl.lit(" without a counterpart"), separator=""))
        .otherwise(none)
    )


def _left(before: Snapshot, after: Snapshot, *, same: bool) -> pl.DataFrame:
    """Return ``object`` and ``because`` of what cannot have access any more.

    In one environment that is what no longer exists; in a move, who was disabled before it.
    """
    if not same:
        idle = before.rows(USERS).filter(~pl.col("enabled"))
        return _because(idle, "user", "the account was disabled before")
    gone = [
        _because(before.rows(table), table.key[0], "it no longer exists").join(
            _because(after.rows(table), table.key[0], ""), on="object", how="anti"
        )
        for table in (USERS, GROUPS, MAILBOXES, SITES, DRIVES)
        if not (before.missing(table) or after.missing(table))
    ]
    empty = pl.DataFrame(schema={"object": pl.String, "because": pl.String})
    return pl.concat([empty, *gone]).unique("object")


def _because(rows: pl.DataFrame, key: str, because: str) -> pl.DataFrame:
    return rows.select(object=pl.col(key).str.to_lowercase(), because=pl.lit(because))


def _names(before: Snapshot, after: Snapshot) -> pl.DataFrame:
    """Return ``object`` (id in lower case) and ``name``, the target's names before the source's."""
    parts = [
        snapshot.rows(table).select(
            object=pl.col(key).str.to_lowercase(), name=pl.coalesce(columns)
        )
        for snapshot in (after, before)
        for table, key, columns in NAMES
    ]
    return pl.concat(parts).drop_nulls().unique("object", keep="first", maintain_order=True)


def _explained(
    rows: pl.DataFrame, names: pl.DataFrame, left: pl.DataFrame, signatures: pl.DataFrame
) -> pl.DataFrame:
    """Add names and the explanation, and put the rows in the order in which people read them."""
    for column in ("who", "what"):
        known = names.rename({"object": column, "name": f"{column}_name"})
        gone = left.rename({"object": column, "because": f"{column}_gone"})
        rows = rows.join(known, on=column, how="left").join(gone, on=column, how="left")
    said = with_signatures(rows, signatures, "who_name", "who", "what_name", "what")
    return said.select(
        *RIGHT,
        "who_name",
        "what_name",
        "why",
        explained=pl.coalesce("signed", "who_gone", "what_gone"),
    ).sort(SAME)
