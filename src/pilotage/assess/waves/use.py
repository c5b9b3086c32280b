"""Who uses whose mailbox or calendar: people and groups here, what they may open there."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from pilotage.assess.waves.crossing import Crossing
from pilotage.facts.tables import GROUPS, MEMBERSHIPS


@dataclass(frozen=True)
class Use:
    """Rights by row number; people and boxes stand in the order of what is said of them.

    ``people`` holds ``user``, ``person``, ``wave`` and ``says`` (to the owner of a box), ``boxes``
    holds ``box``, ``owner`` (null of a shared mailbox), ``wave`` (null if no wave moves it) and
    ``says`` (to a user of it). ``direct`` are ``box`` and ``user``; ``given`` are ``box`` and
    ``group`` (id in lower case) where a group holds the right for whoever is inside.
    """

    people: pl.DataFrame
    boxes: pl.DataFrame
    direct: pl.DataFrame
    given: pl.DataFrame


def use_of(who: Crossing, rights: pl.DataFrame, holder: str, thing: str) -> Use:
    """Read ``rights``, with the columns ``mailbox`` and ``holder``, on a ``thing`` of somebody.

    Holders that are neither people who move nor groups count for nobody, and so do mailboxes
    of people who do not move.
    """
    says = pl.format(f"{{}}, who uses the {thing}, moves in wave {{}}", "name", "wave")
    people = _numbered(who.people, says, "person", "user")
    called = rights.select(
        mailbox=pl.col("mailbox").str.to_lowercase(), holder=pl.col(holder).str.to_lowercase()
    )
    boxes, held = _boxes(who, called, thing)
    users = who.called.join(people, on="person").select("user", holder="called")
    return Use(
        people.select("user", "person", "wave", "says"),
        boxes,
        held.join(users, on="holder").select("box", "user").unique().sort("box", "user"),
        held.join(_groups(who), on="holder").select("box", "group").unique().sort("box", "group"),
    )


def _boxes(who: Crossing, rights: pl.DataFrame, thing: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the boxes of ``Use``, and ``box`` and ``holder`` of the rights on them."""
    own = who.called.join(who.people, on="person").with_columns(owner="person", id="person")
    shared = who.shared_mailboxes.with_columns(owner=pl.lit(None, pl.String))
    columns = ("called", "id", "owner", "name", "wave")
    every = pl.concat([own.select(columns), shared.select(columns)])
    held = rights.join(every, left_on="mailbox", right_on="called")
    distinct = held.unique("id").select("id", "owner", "name", "wave")
    moves = pl.format("moves in wave {}", "wave").fill_null("is in no wave of the plan")
    says = pl.format(f"{{}}, whose {thing} this person uses, {{}}", "name", moves)
    boxes = _numbered(distinct, says, "id", "box")
    numbers = boxes.select("id", "box")
    return (
        boxes.select("box", "owner", "wave", "says"),
        held.join(numbers, on="id").select("box", "holder").unique(),
    )


def _numbered(rows: pl.DataFrame, says: pl.Expr, id: str, number: str) -> pl.DataFrame:
    """Return ``rows`` with what is said of each, in the order of that, and numbered."""
    return rows.with_columns(says=says).sort("says", id).with_row_index(number)


def _groups(who: Crossing) -> pl.DataFrame:
    """Return ``holder`` and ``group``: ids and addresses that lead to a group."""
    known = who.source.rows(GROUPS).select(
        group=pl.col("group").str.to_lowercase(), address=pl.col("address").str.to_lowercase()
    )
    ids = [known["group"], who.source.rows(MEMBERSHIPS)["group"].str.to_lowercase()]
    by_id = pl.concat(ids).unique().alias("group").to_frame().with_columns(holder="group")
    by_address = known.select("group", holder="address").drop_nulls()
    return pl.concat([by_id, by_address]).unique("holder", keep="first", maintain_order=True)
