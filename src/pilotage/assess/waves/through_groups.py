"""Rights that come through groups, at any depth, without a row per member and mailbox.

Mailboxes flow down the nesting as bits, and people flow up. Whoever is directly in the same groups
and moves in the same wave is told the same, so that sets are worked on, not pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_
from typing import Any

import numpy as np
import polars as pl

from pilotage.assess.coverage.directory import bits
from pilotage.assess.nesting import gathered
from pilotage.assess.waves.crossing import Crossing
from pilotage.assess.waves.use import Use
from pilotage.facts.tables import GROUPS, MEMBERSHIPS

FIRST = 3
"""Of so many others the sentences are made; the rest is counted."""

FEW = 64
"""Up to so many numbers become bits one by one."""

TOLD = {"person": pl.String, "told": pl.String, "count": pl.Int64, "sure": pl.Boolean}
"""What is told to whom: of how many others it speaks, and whether their wave is known."""


@dataclass(frozen=True)
class Nest:
    """Groups that hold rights, and those inside them.

    ``boxes_of`` are, by group, the boxes that its members may use, ``users_of`` the people in it,
    as bits. ``members`` are ``group`` and ``user`` of direct members. ``unknown`` says of which
    groups nobody read who is inside.
    """

    use: Use
    boxes_of: Mapping[str, int]
    users_of: Mapping[str, int]
    members: pl.DataFrame
    names: Mapping[str, str]
    unknown: str = ""

    @cached_property
    def holders(self) -> dict[int, list[str]]:
        """Return the groups that hold the right, by box."""
        found: dict[int, list[str]] = defaultdict(list)
        for box, group in self.use.given.iter_rows():
            found[box].append(group)
        return found

    def by_way_of(self, box: int, user: int) -> str:
        """Return through which group a person uses a box, in words."""
        byte, bit = divmod(user, 8)
        group = next(one for one in self.holders[box] if self._bytes[one][byte] >> bit & 1)
        return f" (through {self.names.get(group, group)})"

    @cached_property
    def _bytes(self) -> dict[str, bytes]:
        """Return the people in groups that hold rights, of which single bits are quick to read."""
        width = self.use.people.height // 8 + 1
        groups = self.use.given["group"].unique()
        return {group: self.users_of[group].to_bytes(width, "little") for group in groups}


def unread(who: Crossing, use: Use) -> str:
    """Return why it is not known who has the rights of groups, empty if it is."""
    if use.given.is_empty():
        return ""
    source = who.source
    gap = source.missing(MEMBERSHIPS) or source.lost(MEMBERSHIPS)
    return f"source: groups hold such rights, and {gap}" if gap else ""


def nest_of(who: Crossing, use: Use) -> Nest:
    """Return the groups through which ``use`` reaches people."""
    source = who.source
    rows = source.rows(MEMBERSHIPS).select(
        pl.col("group", "member").str.to_lowercase(), "member_kind"
    )
    nested = rows.filter(
        (pl.col("member_kind") == "group").fill_null(False)
        | pl.col("member").is_in(rows["group"].unique().implode())
    )
    edges = nested.select("group", "member").rows()
    own = {group: bits_of(boxes) for group, boxes in _lists(use.given, "group", "box")}
    reached = gathered([(inner, outer) for outer, inner in edges], own)
    boxes_of = {group: boxes for group, boxes in reached.items() if boxes}
    users = who.called.join(use.people, on="person").select("user", member="called")
    members = rows.filter(pl.col("group").is_in(list(boxes_of))).join(users, on="member")
    inside = {group: bits_of(found) for group, found in _lists(members, "group", "user")}
    known = source.rows(GROUPS).select(pl.col("group").str.to_lowercase(), "name").drop_nulls()
    listed = {*source.rows(GROUPS)["group"].str.to_lowercase(), *rows["group"]}
    return Nest(
        use,
        boxes_of,
        gathered([edge for edge in edges if edge[0] in boxes_of], dict.fromkeys(own, 0) | inside),
        members.select("group", "user").unique(),
        dict(known.iter_rows()),
        _dark(sorted(boxes_of.keys() - listed)),
    )


def _dark(groups: Sequence[str]) -> str:
    return f"nobody read who is in {groups[0]}, a group with such rights" if groups else ""


def told_to_owners(nest: Nest) -> Iterator[tuple[str, str, int, bool]]:
    """Yield rows of ``TOLD``: who of another wave uses the box of a person, through a group."""
    people, use = nest.use.people, nest.use
    same = {wave: bits_of(users) for wave, users in _lists(people, "wave", "user")}
    direct = {box: bits_of(users) for box, users in _lists(use.direct, "box", "user")}
    place = dict(people.select("person", "user").iter_rows())
    says = people["says"].to_list()
    for box, owner, wave in use.boxes.select("box", "owner", "wave").iter_rows():
        if owner is None or box not in nest.holders:
            continue
        inside = reduce(or_, (nest.users_of[group] for group in nest.holders[box]))
        others = inside & ~(same[wave] | direct.get(box, 0) | 1 << place[owner])
        for user, count in _first(others):
            yield owner, says[user] + nest.by_way_of(box, user), count, True


def told_to_users(nest: Nest) -> Iterator[tuple[str, str, int, bool]]:
    """Yield rows of ``TOLD``: whose box of another wave a person uses, through a group."""
    boxes = nest.use.boxes
    by_wave = {wave: bits_of(found) for wave, found in _lists(boxes, "wave", "box")}
    waveless = by_wave.pop(None, 0)
    says = boxes["says"].to_list()
    for persons, wave, user, groups, own in _alike(nest):
        reached = reduce(or_, map(nest.boxes_of.__getitem__, groups)) & ~bits_of(own)
        moving = reached & ~(by_wave.get(wave, 0) | waveless)
        for among, sure in ((moving, True), (reached & waveless, False)):
            for box, count in _first(among):
                told = says[box] + nest.by_way_of(box, user)
                for person in persons:
                    yield person, told, count, sure


def _alike(nest: Nest) -> Iterator[tuple[list[str], int, int, list[str], list[int]]]:
    """Yield people of one wave in the same groups, who hold and own the same of their boxes.

    Each time: the people, their wave, the number of one of them, the groups, and the boxes that
    they use without a group.
    """
    use = nest.use
    given = use.given["box"].unique().implode()
    owned = use.boxes.select("box", person="owner").drop_nulls().join(use.people, on="person")
    held = pl.concat([use.direct, owned.select("box", "user")]).filter(pl.col("box").is_in(given))
    rows = (
        nest.members.group_by("user")
        .agg(pl.col("group").sort())
        .join(held.group_by("user").agg(pl.col("box").unique().sort()), on="user", how="left")
        .join(use.people, on="user")
    )
    alike = rows.group_by("wave", "group", "box").agg("person", pl.col("user").min())
    for wave, groups, own, persons, user in alike.iter_rows():
        yield persons, wave, user, groups, own or []


def bits_of(numbers: Sequence[int]) -> int:
    """Return the numbers as bits."""
    if not numbers:
        return 0
    if len(numbers) < FEW:
        return reduce(or_, (1 << number for number in numbers), 0)
    flags = np.zeros(max(numbers) + 1, bool)
    flags[numbers] = True
    return bits(flags)


def _lists(rows: pl.DataFrame, by: str, what: str) -> Iterator[tuple[Any, list[int]]]:
    yield from rows.group_by(by).agg(what).iter_rows()


def _first(mask: int) -> Iterator[tuple[int, int]]:
    """Yield the lowest bits, the first of them with the count of all that are not yielded."""
    found: list[int] = []
    rest = mask
    while rest and len(found) < FIRST:
        low = rest & -rest
        found.append(low.bit_length() - 1)
        rest ^= low
    for place, number in enumerate(found):
        yield number, 1 if place else 1 + rest.bit_count()
