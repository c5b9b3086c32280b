"""What people can really do in one environment: their own rights, and those of their groups."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import polars as pl

from pilotage.assess.nesting import reach
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.table import Need, Table
from pilotage.facts.tables import (
    APP_ROLE_ASSIGNMENTS,
    CALENDAR_DELEGATES,
    DRIVES,
    GROUP_OWNERS,
    GROUPS,
    MAILBOX_PERMISSIONS,
    MAILBOXES,
    MEMBERSHIPS,
    ROLE_ASSIGNMENTS,
    SITE_MEMBERSHIPS,
)

WORD = pl.Categorical
"""A million rights name few people and things; as categories they are joined as numbers."""

RIGHT = dict.fromkeys(("who", "kind", "what", "right", "via"), WORD)
"""Columns of ``Rights.held``: who may do ``right`` in ``what``, and the group that gives it,
null where it is held in person. Ids are in lower case; one row per right, however it is held."""

SAME = ["who", "kind", "what", "right"]
"""What makes two rights the same."""


@dataclass(frozen=True)
class Kind:
    """One kind of access: the table that knows it, and its rows as holder, what and right.

    ``through_groups`` tells whether a group may hold it for its members, ``nested`` whether also
    for members of the groups inside it.
    """

    name: str
    need: Need
    rows: Callable[[pl.DataFrame], pl.DataFrame]
    through_groups: bool = True
    nested: bool = True

    @property
    def table(self) -> Table:
        """Return the table of the rows."""
        return self.need.table


def _rows(holder: str, what: str, right: str | pl.Expr) -> Callable[[pl.DataFrame], pl.DataFrame]:
    given = pl.lit(right) if isinstance(right, str) else right
    return lambda frame: frame.select(holder=pl.col(holder), what=pl.col(what), right=given)


def _members(frame: pl.DataFrame) -> pl.DataFrame:
    return _rows("member", "group", "member")(_acting(frame))


def _own_mailboxes(frame: pl.DataFrame) -> pl.DataFrame:
    personal = frame.filter(pl.col("kind").fill_null("user") == "user")
    return _rows("mailbox", "mailbox", "owner")(personal)


PRIVATE = pl.when(pl.col("private_items")).then(pl.lit(" with private items")).otherwise(pl.lit(""))
STANDING = pl.col("assignment").fill_null("unknown")
SCOPE = pl.when(pl.col("scope").fill_null("/") != "/").then(" in " + pl.col("scope"))

KINDS = (
    Kind("group", MEMBERSHIPS.needs("member_kind"), _members),
    Kind("group owner", GROUP_OWNERS.needs(), _rows("owner", "group", "owner"), False),
    Kind(
        "mailbox", MAILBOX_PERMISSIONS.needs("right"), _rows("trustee", "mailbox", pl.col("right"))
    ),
    Kind("own mailbox", MAILBOXES.needs("kind"), _own_mailboxes, False),
    Kind(
        "calendar", CALENDAR_DELEGATES.needs(), _rows("delegate", "mailbox", "delegate" + PRIVATE)
    ),
    Kind("site", SITE_MEMBERSHIPS.needs("role"), _rows("member", "site", pl.col("role"))),
    Kind("drive", DRIVES.needs("owner"), _rows("owner", "drive", "owner"), False),
    Kind(
        "application",
        APP_ROLE_ASSIGNMENTS.needs("principal", "resource", "role"),
        _rows("principal", "resource", pl.col("role")),
        nested=False,
    ),
    Kind(
        "directory role",
        ROLE_ASSIGNMENTS.needs("assignment"),
        _rows("principal", "role", STANDING + SCOPE.fill_null("")),
    ),
)
"""Every kind of access that is compared. A site or a team of a group is reached as its member.
An application is open to direct members of an assigned group only:
https://learn.microsoft.com/entra/identity/enterprise-apps/assign-user-or-group-access-portal"""


@dataclass(frozen=True)
class Rights:
    """All rights of one environment in the columns ``RIGHT``, and why kinds of them are unknown."""

    held: pl.DataFrame
    unknown: dict[str, str] = field(default_factory=dict)


def effective(snapshot: Snapshot) -> Rights:
    """Return who can do what, groups inside groups resolved to the people in them.

    A kind of access is unknown where its table was not read as a whole, or where a group holds
    some of it and nobody read who is in the groups.
    """
    members = snapshot.rows(MEMBERSHIPS)
    inside = {True: everyone_in(members), False: everyone_in(_without_groups(members))}
    groups = _groups(snapshot)
    parts = [pl.DataFrame(schema=RIGHT)]
    unknown: dict[str, str] = {}
    for kind in KINDS:
        if gap := snapshot.missing(kind.need):
            unknown[kind.name] = gap
            continue
        rows = _lower(kind.rows(snapshot[kind.table]))
        held = (
            _resolved(rows, inside[kind.nested], groups) if kind.through_groups else _direct(rows)
        )
        given = rows.filter(pl.col("holder").is_in(groups.implode())).height
        if given and (gap := snapshot.missing(MEMBERSHIPS)):
            unknown[kind.name] = gap
            continue
        parts.append(held.with_columns(kind=pl.lit(kind.name).cast(WORD)).select(*RIGHT))
    return Rights(pl.concat(parts), unknown)


def everyone_in(memberships: pl.DataFrame) -> pl.DataFrame:
    """Return ``group`` and ``member``: everybody in each group at any depth, groups left out.

    Only nesting is walked step by step; people, who are many, are joined once at the end.
    """
    rows = _lower(_acting(memberships).select("group", "member", "member_kind"))
    is_group = (pl.col("member_kind") == "group").fill_null(False)
    within = is_group | pl.col("member").is_in(rows["group"].unique().implode())
    nested, people = rows.filter(within), rows.filter(~within).select("group", "member")
    if nested.is_empty():
        return people.unique()
    inner = reach(nested, nested["group"]).select("group", inner="member")
    deep = inner.join(people, left_on="inner", right_on="group").select("group", "member")
    return pl.concat([people, deep]).unique()


def _without_groups(memberships: pl.DataFrame) -> pl.DataFrame:
    groups = memberships["group"].unique().implode()
    inner = (pl.col("member_kind") == "group").fill_null(False) | pl.col("member").is_in(groups)
    return memberships.filter(~inner)


def _acting(memberships: pl.DataFrame) -> pl.DataFrame:
    """Return the memberships of whoever can act; devices and contacts have no access."""
    idle = pl.col("member_kind").str.to_lowercase().is_in(["device", "contact"])
    return memberships.filter(~idle.fill_null(False))


def _groups(snapshot: Snapshot) -> pl.Series:
    """Return the id of everything that is known to be a group."""
    rows = snapshot.rows(MEMBERSHIPS)
    inner = rows.filter(pl.col("member_kind") == "group")["member"]
    parts = [snapshot.rows(GROUPS)["group"], rows["group"].unique(), inner]
    return pl.concat(part.alias("group") for part in parts).str.to_lowercase().unique()


def _lower(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.drop_nulls(rows.columns[:2]).with_columns(pl.all().str.to_lowercase())


def _direct(rows: pl.DataFrame) -> pl.DataFrame:
    none = pl.lit(None, WORD)
    return rows.unique().cast(WORD).select("what", "right", who="holder", via=none)


def _resolved(rows: pl.DataFrame, inside: pl.DataFrame, groups: pl.Series) -> pl.DataFrame:
    """Return the rights of people: in person first, then the first group that gives it.

    Groups are numbered in the order of their ids, so that the first is the least number.
    """
    of_group = pl.col("holder").is_in(groups.implode())
    own = _direct(rows.filter(~of_group))
    numbered = rows.filter(of_group).with_columns(number=pl.col("holder").rank("dense"))
    given = numbered.with_columns(pl.col("holder", "what", "right").cast(WORD))
    through = given.join(inside.cast(WORD), left_on="holder", right_on="group")
    least = through.group_by("what", "right", who="member").agg(pl.col("number").min())
    new = least.join(own, on=["what", "right", "who"], how="anti")
    named = given.select("number", via="holder").unique("number")
    return pl.concat([own, new.join(named, on="number").select(own.columns)])
