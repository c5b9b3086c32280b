"""Everybody who crosses from source to target, with the wave and the account on the other side."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import polars as pl

from pilotage.assess.agreed.accounts import callings, mapped, people
from pilotage.assess.coverage.scene import Scene, scene
from pilotage.facts.plan import Plan
from pilotage.facts.situation import Situation
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import IDENTITY_MAP, MAILBOXES, USERS

NO_ACCOUNT = "has no account in the target yet"


@dataclass(frozen=True)
class Crossing:
    """The people of all waves, and what is known of both sides.

    ``people`` has one row per person, by wave and name: ``wave``, ``person`` (user id in the
    source), ``upn``, ``name``, ``department``, ``planned`` (the target as the map has it),
    ``target`` (user id in the target, null if there is none yet) and ``shared`` (somebody else
    has the same target).

    ``shared_mailboxes`` are those of nobody, rooms and equipment too: ``called`` (id or address
    in lower case), ``id``, ``name`` and ``wave``, null where no wave moves it.
    """

    situation: Situation
    source: Snapshot
    target: Snapshot | None
    people: pl.DataFrame
    shared_mailboxes: pl.DataFrame

    @property
    def there(self) -> Snapshot:
        """Return the target; an item that needs it is asked only when there is one."""
        assert self.target is not None
        return self.target

    @cached_property
    def scene(self) -> Scene:
        """Return the policies of the target over its people, for all items that ask."""
        return scene(self.there)

    @cached_property
    def called(self) -> pl.DataFrame:
        """Return ``called`` and ``person``: ids, sign-in names and addresses of those who move."""
        moving = callings(self.source[USERS]).rename({"user": "person"})
        return moving.join(self.people, on="person", how="semi", maintain_order="left")

    def owned(self, rows: pl.DataFrame, holder: str) -> pl.DataFrame:
        """Return those ``rows`` whose ``holder`` is somebody who moves, as column ``person``."""
        called = pl.col(holder).str.to_lowercase().alias("called")
        return rows.with_columns(called).join(
            self.called, on="called", how="inner", maintain_order="left"
        )


def crossing(situation: Situation, source: Snapshot, plan: Plan) -> Crossing:
    """Return the people of ``plan``: members of the source that may sign in, each once.

    Accounts behind shared mailboxes, rooms and equipment are no people.
    """
    waves = pl.DataFrame(
        {"user": list(plan.wave_of.keys()), "wave": list(plan.wave_of.values())},
        schema={"user": pl.String, "wave": pl.Int64},
    )
    things = source.rows(MAILBOXES).filter(pl.col("kind") != "user").select(user="mailbox")
    blank = pl.col("department").str.strip_chars() == ""
    moving = (
        people(source)
        .join(things, on="user", how="anti", maintain_order="left")
        .join(waves, on="user")
        .join(_targets(source, situation.target), on="user", how="left")
        .select(
            *("wave", "upn", "planned", "target"),
            department=pl.when(blank).then(None).otherwise("department"),
            person="user",
            name=pl.coalesce("name", "upn", "user"),
            shared=pl.col("shared").fill_null(False),
        )
        .sort("wave", "name", "person")
    )
    return Crossing(situation, source, situation.target, moving, _shared(source, waves))


def _shared(source: Snapshot, waves: pl.DataFrame) -> pl.DataFrame:
    """Return the shared mailboxes of ``Crossing``."""
    shared = source.rows(MAILBOXES).filter(pl.col("kind") != "user")
    moving = shared.join(waves, left_on="mailbox", right_on="user", how="left").select(
        "address", "wave", id="mailbox", name=pl.coalesce("name", "address", "mailbox")
    )
    called = [
        moving.select("id", "name", "wave", called=pl.col(way).str.to_lowercase())
        for way in ("id", "address")
    ]
    whole = pl.concat(called).drop_nulls("called")
    return whole.unique("called", keep="first", maintain_order=True)


def _targets(source: Snapshot, target: Snapshot | None) -> pl.DataFrame:
    """Return ``user``, ``planned``, ``target`` and ``shared`` of everybody on the identity map."""
    if (
        target is None
        or USERS.name not in target.captures
        or IDENTITY_MAP.name not in source.captures
    ):
        rows = source.rows(IDENTITY_MAP).with_columns(target_id=pl.lit(None, pl.String))
    else:
        rows = mapped(source, target)
    meant = pl.coalesce("target_id", pl.col("target_user").str.to_lowercase())
    return rows.select(
        user="source_user",
        planned=pl.when(pl.col("target_user").str.strip_chars() != "").then("target_user"),
        target="target_id",
        shared=meant.is_not_null() & meant.is_duplicated(),
    )
