"""Access of 10 000 people before and after: a million effective rights, and sets in Python."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import polars as pl

from benchmarks.figure import Figure, peak_mb, seconds_figure, timed
from pilotage.assess.comparison.access import Access, compare_access
from pilotage.facts.snapshot import Capture, Snapshot
from pilotage.facts.tables import (
    GROUPS,
    IDENTITY_MAP,
    MAILBOX_PERMISSIONS,
    MEMBERSHIPS,
    SITE_MEMBERSHIPS,
    SITES,
    TABLES,
    USERS,
)

PEOPLE, TEAMS, LAYERS, SITE_COUNT = 10_000, 500, 4, 200
LIMIT = 5.0
TODAY = date(2026, 1, 9)
Right = tuple[str, str, str, str]


def rows(side: str) -> dict[str, pl.DataFrame]:
    """Return the tables of one side: ids begin with the side, names do not.

    Everybody is in eight teams; four teams in a row lie inside each other, and each site is open
    to some of the outer ones. In the target one person in a thousand has lost a team.
    """
    person = pl.int_range(PEOPLE, eager=True)
    team = pl.int_range(TEAMS, eager=True)
    member = pl.DataFrame({"person": person}).join(
        pl.DataFrame({"slot": pl.int_range(8, eager=True)}), how="cross"
    )
    member = member.with_columns(team=(pl.col("person") * 7 + pl.col("slot") * 61) % TEAMS)
    if side == "t":
        member = member.filter((pl.col("person") % 1_000 != 0) | (pl.col("slot") != 0))
    inner = pl.DataFrame({"team": team.filter(team % LAYERS != 0)})
    return {
        "users": pl.DataFrame({"user": _id(side, "u", person), "upn": _id("", "u", person)}),
        "groups": pl.DataFrame({"group": _id(side, "g", team), "name": _id("", "g", team)}),
        "sites": _sites(side),
        "memberships": pl.concat(
            [
                member.select(
                    group=_id(side, "g", member["team"]),
                    member=_id(side, "u", member["person"]),
                    member_kind=pl.lit("user"),
                ),
                inner.select(
                    group=_id(side, "g", inner["team"] - 1),
                    member=_id(side, "g", inner["team"]),
                    member_kind=pl.lit("group"),
                ),
            ]
        ),
        "site_memberships": _open_to(side),
        "mailbox_permissions": pl.DataFrame(
            {
                "mailbox": _id(side, "u", person),
                "trustee": _id(side, "u", (person + 1) % PEOPLE),
                "right": ["send_as"] * PEOPLE,
            }
        ),
    }


def _id(side: str, letter: str, numbers: pl.Series) -> pl.Series:
    return f"{side}{letter}" + numbers.cast(pl.String)


def _sites(side: str) -> pl.DataFrame:
    number = pl.int_range(SITE_COUNT, eager=True)
    url = f"https://{side}.example/sites/" + number.cast(pl.String)
    return pl.DataFrame({"site": _id(side, "s", number), "url": url})


def _open_to(side: str) -> pl.DataFrame:
    pair = pl.DataFrame({"site": pl.int_range(SITE_COUNT, eager=True)}).join(
        pl.DataFrame({"slot": pl.int_range(16, eager=True)}), how="cross"
    )
    outer = (pair["site"] * 12 + pair["slot"] * 32) % TEAMS // LAYERS * LAYERS
    return pl.DataFrame(
        {
            "site": _id(side, "s", pair["site"]),
            "member": _id(side, "g", outer),
            "role": ["member"] * pair.height,
        }
    )


def snapshot(side: str, name: str, **more: pl.DataFrame) -> Snapshot:
    """Return one side of the migration as a snapshot."""
    captures = {
        table: Capture(TABLES[table].tidy(frame), "bench", read=frozenset(TABLES[table].columns))
        for table, frame in {**rows(side), **more}.items()
    }
    return Snapshot(f"bench-{side}", datetime(2026, 1, 9, tzinfo=UTC), captures, name)


def compared(before: Snapshot, after: Snapshot) -> Access:
    """Compare the access of both sides."""
    return compare_access(before, after, same=False, today=TODAY)


def plain_rights(tables: dict[str, list[dict[str, Any]]], names: dict[str, str]) -> set[Right]:
    """Return the same rights with dicts and sets, each id under the name it has on both sides."""
    inside: dict[str, list[str]] = defaultdict(list)
    for row in tables["memberships"]:
        inside[row["group"]].append(row["member"])
    people = {group: _walk(group, inside) for group in inside}
    held: set[Right] = set()
    for group, its in people.items():
        held.update((names[who], "group", names[group], "member") for who in its)
    for row in tables["site_memberships"]:
        for who in people.get(row["member"], {row["member"]}):
            held.add((names[who], "site", names[row["site"]], row["role"]))
    for row in tables["mailbox_permissions"]:
        held.add((names[row["trustee"]], "mailbox", names[row["mailbox"]], row["right"]))
    return held


def _walk(group: str, inside: dict[str, list[str]]) -> set[str]:
    found: set[str] = set()
    seen, ahead = {group}, [group]
    while ahead:
        for member in inside[ahead.pop()]:
            if member not in inside:
                found.add(member)
            elif member not in seen:
                seen.add(member)
                ahead.append(member)
    return found


def plainly(sides: list[dict[str, list[dict[str, Any]]]]) -> tuple[set[Right], set[Right]]:
    """Return gained and lost with plain sets; the pairing is given, ids differ by one letter."""
    held = []
    for tables in sides:
        ids = (
            *(row["user"] for row in tables["users"]),
            *(row["group"] for row in tables["groups"]),
            *(row["site"] for row in tables["sites"]),
        )
        held.append(plain_rights(tables, {id: id[1:] for id in ids}))
    before, after = held
    return after - before, before - after


def figures() -> Iterator[Figure]:
    """Yield the time of the comparison against the limit and against sets, and its memory."""
    identity_map = pl.DataFrame(
        {
            "source_user": _id("s", "u", pl.int_range(PEOPLE, eager=True)),
            "target_user": _id("t", "u", pl.int_range(PEOPLE, eager=True)),
        }
    )
    before = snapshot("s", "source", **{IDENTITY_MAP.name: identity_map})
    after = snapshot("t", "target")
    seconds, access = timed(lambda: compared(before, after), runs=3)
    assert access.before > 1_000_000
    peak = peak_mb()
    yield seconds_figure("compare.access_1m_rights", seconds, "limit", LIMIT)
    yield Figure("compare.access_memory", peak, "MB", "limit", 2048.0, seconds, peak)
    wanted = (USERS, GROUPS, SITES, MEMBERSHIPS, SITE_MEMBERSHIPS, MAILBOX_PERMISSIONS)
    sides = [{table.name: side[table].to_dicts() for table in wanted} for side in (before, after)]
    plain, (gained, lost) = timed(lambda: plainly(sides))
    assert (len(gained), len(lost)) == (access.gained.height, access.lost.height)
    yield seconds_figure(
        "compare.access_against_sets", seconds, "the same with Python sets, pairing given", plain
    )
