"""Groups of a tenant: everyone, departments, teams within them, projects, and a circle."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from pilotage.demo.chance import Dice, ids, whole
from pilotage.demo.vocabulary import PROJECTS, local_part

EXCEPTIONS = "Conditional Access exceptions"
EVERYONE = "All staff"
TEAM_GROUPS = 12
"""Managers of one department who have a group of their own."""

CIRCLE = ("Shared drive editors", "Shared drive readers")


@dataclass(frozen=True)
class Grouping:
    """Groups, their members and their owners, as frames."""

    groups: pl.DataFrame
    members: pl.DataFrame
    owners: pl.DataFrame


@dataclass(frozen=True)
class Mess:
    """What is wrong with the groups: projects without owner, and rows that MFA leaves out.

    A tenant with a mess also has a circle of two groups.
    """

    ownerless: int
    excluded: tuple[int, ...]


def grouping(people: pl.DataFrame, domain: str, throws: Dice, mess: Mess | None) -> Grouping:
    """Return the groups of a tenant; ``people`` are the accounts of its staff.

    Groups: id, name, nick, address (null for security groups), sort, kind (unified, security,
    distribution), team (is also a team), created. Members: group, member, kind (user, group).
    Owners: group, owner. The last projects have no owner where there is a mess.
    """
    staff = people.select("row", "id", "department", "office", "team", "rank", "leads", "nick")
    ownerless = mess.ownerless if mess else 0
    drafts = [*_of_departments(staff), _of_offices(staff), _projects(staff, ownerless, throws)]
    groups = _finished(pl.concat([*drafts, _special(staff, mess)], how="diagonal"), domain, throws)
    members = [
        *_in_departments(staff, groups),
        _by(staff, groups, "office", "office"),
        _in_projects(staff, groups, throws),
        *_in_special(staff, groups, mess),
    ]
    heads = staff.select(owner_row="row", owner="id")
    owners = groups.join(heads, on="owner_row", how="inner", maintain_order="left")
    return Grouping(groups, pl.concat(members), owners.select("owner", group="id"))


def _finished(drafts: pl.DataFrame, domain: str, throws: Dice) -> pl.DataFrame:
    nick = pl.Series("nick", [local_part(each) for each in drafts["name"]])
    mail = pl.when(pl.col("kind") != "security").then(pl.col("nick") + f"@{domain}")
    return drafts.with_columns(
        nick,
        pl.Series("id", ids(throws, drafts.height)),
        team=pl.col("team").fill_null(False),
    ).with_columns(address=mail)


def _of_departments(staff: pl.DataFrame) -> list[pl.DataFrame]:
    """Return a team per department, a security group over it, and one per manager below."""
    heads = staff.filter(pl.col("rank") == 0)
    number = pl.int_range(1, pl.len() + 1).over("department")
    leaders = staff.filter("leads").filter(number <= TEAM_GROUPS)
    return [
        heads.select(
            name="department",
            key="department",
            owner_row="row",
            kind=pl.lit("unified"),
            sort=pl.lit("department"),
            team=pl.lit(True),
        ),
        heads.select(
            name="SG " + pl.col("department"),
            key="department",
            owner_row="row",
            kind=pl.lit("security"),
            sort=pl.lit("over"),
        ),
        leaders.select(
            name=pl.format("SG {} team {}", "department", number),
            key="department",
            owner_row="row",
            kind=pl.lit("security"),
            sort=pl.lit("team"),
        ),
    ]


def _of_offices(staff: pl.DataFrame) -> pl.DataFrame:
    return staff.unique("office", keep="first", maintain_order=True).select(
        name="Office " + pl.col("office"),
        key="office",
        owner_row=pl.lit(0, dtype=pl.Int64),
        kind=pl.lit("distribution"),
        sort=pl.lit("office"),
    )


def _projects(staff: pl.DataFrame, ownerless: int, throws: Dice) -> pl.DataFrame:
    """Return one project per 25 people and a few more; every other one is a team."""
    count = staff.height // 25 + 2 * ownerless
    at = np.arange(count)
    owner = whole(throws, 0, staff.height - 1, count).tolist()
    names = [f"Project {PROJECTS[i % len(PROJECTS)]} {i // len(PROJECTS) + 1}" for i in at]
    kept = [owner[i] if i < count - ownerless else None for i in at]
    return pl.DataFrame(
        {"name": names, "kind": "unified", "sort": "project", "team": at % 2 == 0},
    ).with_columns(pl.Series("owner_row", kept, dtype=pl.Int64))


def _special(staff: pl.DataFrame, mess: Mess | None) -> pl.DataFrame:
    it = staff.filter(pl.col("department").str.starts_with("IT"))["row"][0]
    known = pl.DataFrame(
        {
            "name": [EVERYONE, EXCEPTIONS, *CIRCLE],
            "kind": ["unified", "security", "security", "security"],
            "sort": ["everyone", "policy", "circle", "circle"],
            "owner_row": [0, it, it, it],
        }
    )
    return known if mess else known.head(1)


def _rows(frame: pl.DataFrame, kind: str = "user") -> pl.DataFrame:
    return frame.select("group", "member", kind=pl.lit(kind))


def _by(staff: pl.DataFrame, groups: pl.DataFrame, sort: str, column: str) -> pl.DataFrame:
    """Return everyone whose ``column`` is the key of a group of this sort."""
    of_sort = groups.filter(pl.col("sort") == sort).select(group="id", key="key")
    people = staff.select(member="id", key=column)
    return _rows(people.join(of_sort, on="key", how="inner", maintain_order="left"))


def _in_departments(staff: pl.DataFrame, groups: pl.DataFrame) -> list[pl.DataFrame]:
    """Return people in departments and under their managers, and team groups nested above."""
    under = groups.filter(pl.col("sort") == "team").select(group="id", team="owner_row")
    over = groups.filter(pl.col("sort") == "over").select("key", group="id")
    nested = groups.filter(pl.col("sort") == "team").select("key", member="id")
    below = staff.filter(pl.col("rank") > 0).select("team", member="id")
    leads = staff.filter("leads").select(member="id", team="row")
    return [
        _by(staff, groups, "department", "department"),
        _rows(pl.concat([leads, below.select("member", "team")]).join(under, on="team")),
        _rows(nested.join(over, on="key", how="inner", maintain_order="left"), "group"),
    ]


def _in_projects(staff: pl.DataFrame, groups: pl.DataFrame, throws: Dice) -> pl.DataFrame:
    """Return 5 to 20 people per project, its owner among them."""
    projects = groups.filter(pl.col("sort") == "project")
    sizes = whole(throws, 5, 20, projects.height)
    picked = staff["id"].gather(whole(throws, 0, staff.height - 1, int(sizes.sum())))
    places = np.repeat(np.arange(projects.height), sizes)
    drawn = pl.DataFrame({"group": projects["id"].gather(places), "member": picked})
    owners = projects.join(staff.select(owner_row="row", member="id"), on="owner_row")
    both = pl.concat([owners.select("member", group="id").select("group", "member"), drawn])
    return _rows(both.unique(["group", "member"], keep="first", maintain_order=True))


def _in_special(staff: pl.DataFrame, groups: pl.DataFrame, mess: Mess | None) -> list[pl.DataFrame]:
    """Return everyone in All staff, the excluded in theirs, and the two circling groups."""
    special = groups.filter(pl.col("sort").is_in(["everyone", "policy", "circle"]))
    named = dict(special.select("name", "id").iter_rows())
    everyone = _rows(staff.select(group=pl.lit(named[EVERYONE]), member="id"))
    if mess is None:
        return [everyone]
    excluded = staff.filter(pl.col("row").is_in(mess.excluded))
    first, second = (named[each] for each in CIRCLE)
    circle = pl.DataFrame({"group": [first, second], "member": [second, first]})
    return [
        everyone,
        _rows(excluded.select(group=pl.lit(named[EXCEPTIONS]), member="id")),
        _rows(circle, "group"),
    ]
