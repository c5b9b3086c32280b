"""Who in each wave can work on the morning after, item by item, and because of what.

An item is one module under ``items``. It sees everybody who moves at once and says of each person
ready, not ready or unknown. What was not read is unknown, and of rows that were refused nobody
becomes ready. A person is as ready as the worst item; there is no average.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import polars as pl

from pilotage.assess.agreed.accounts import PEOPLE_MOVE
from pilotage.assess.waves.crossing import Crossing, crossing
from pilotage.facts.catalogue import Catalogue, page_of
from pilotage.facts.plan import Plan
from pilotage.facts.runbook import Kind
from pilotage.facts.situation import Situation
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.table import Need, Table
from pilotage.facts.wave_readiness import ITEM_SCHEMA, READY, STATE, UNKNOWN, WaveReadiness

Needs = Iterable[Table | Need]
Judge = Callable[[Crossing], pl.DataFrame]


@dataclass(frozen=True)
class Item:
    """One thing that a person needs; ``judge`` returns ``person``, ``state`` and ``because``.

    ``title`` is what is true of who is ready. ``source`` and ``target`` are what must have been
    read of either side. ``kinds`` are the kinds of migration that it concerns.
    """

    id: str
    order: int
    title: str
    source: tuple[Table | Need, ...]
    target: tuple[Table | Need, ...]
    kinds: tuple[Kind, ...]
    judge: Judge


ITEMS: Catalogue[Item] = Catalogue("pilotage.assess.waves.items")


def item(
    id: str,
    *,
    order: int,
    source: Needs = (),
    target: Needs = (),
    kinds: Iterable[Kind] = PEOPLE_MOVE,
) -> Callable[[Judge], Judge]:
    """Declare the decorated function as the item of its own file."""

    def declare(judge: Judge) -> Judge:
        title = page_of(sys.modules[judge.__module__]).title
        made = Item(id, order, title, tuple(source), tuple(target), tuple(kinds), judge)
        ITEMS.add(id, made, judge.__module__)
        return judge

    return declare


def wave_readiness(situation: Situation, plan: Plan) -> WaveReadiness:
    """Return what is known about everybody who moves, in the waves of ``plan``."""
    if situation.source is None:
        return WaveReadiness(pl.DataFrame(schema=ITEM_SCHEMA))
    who = crossing(situation, situation.source, plan)
    agreed = situation.engagement
    asked = [
        each
        for each in sorted(ITEMS.load().values(), key=lambda each: each.order)
        if agreed is None or agreed.migration.kind in each.kinds
    ]
    frames = [_answered(each, who) for each in asked]
    people = who.people.select("wave", "person", "name", "department").with_row_index("at")
    every = pl.concat(frames).join(people, on="person").sort("at", "order")
    titles = {each.id: each.title for each in asked}
    return WaveReadiness(every.select(_columns()), titles)


def _columns() -> list[pl.Expr]:
    return [pl.col(name).cast(dtype) for name, dtype in ITEM_SCHEMA.items()]


def _answered(asked: Item, who: Crossing) -> pl.DataFrame:
    """Return one row per person: ``person``, ``state``, ``because``, ``item`` and ``order``."""
    if gap := _gap(asked, who, Snapshot.missing):
        found = who.people.select("person", state=pl.lit(UNKNOWN, STATE), because=pl.lit(gap))
    else:
        found = asked.judge(who)
        if lost := _gap(asked, who, Snapshot.lost):
            good = pl.col("state") == READY
            found = found.with_columns(
                state=pl.when(good).then(pl.lit(UNKNOWN, STATE)).otherwise("state"),
                because=pl.when(good).then(pl.lit(lost)).otherwise("because"),
            )
    return found.with_columns(item=pl.lit(asked.id), order=pl.lit(asked.order))


def _gap(asked: Item, who: Crossing, says: Callable[[Snapshot, Table | Need], str]) -> str:
    """Return what is not known of what the item needs, empty if everything is."""
    gaps = [f"source: {gap}" for need in asked.source if (gap := says(who.source, need))]
    if asked.target and who.target is None:
        return "; ".join([*gaps, "the target was not read"])
    if who.target is not None:
        gaps += [f"target: {gap}" for need in asked.target if (gap := says(who.target, need))]
    return "; ".join(gaps)
