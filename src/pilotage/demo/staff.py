"""The people of an invented organisation: who works where, under whom, and by which name."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

import numpy as np
import polars as pl

from pilotage.demo.chance import Dice, Ints, whole
from pilotage.demo.vocabulary import (
    DEPARTMENTS,
    DIVISIONS,
    GIVEN,
    Department,
    Office,
    local_part,
)

SPAN = 8
"""How many people report to one manager."""

TOGETHER = 0.9
"""The share of a team that sits in one office."""

PER_DIVISION = 2500
"""A larger organisation is split into divisions of about this size."""


@dataclass(frozen=True)
class Payroll:
    """What an organisation hires from: how many people, which offices, which surnames."""

    people: int
    offices: tuple[Office, ...]
    surnames: tuple[str, ...]


def staff(payroll: Payroll, throws: Dice) -> pl.DataFrame:
    """Return one row per person, the managing director first, each department together.

    Columns: row, given, surname, name, nick, department, title, office, country, manager_row,
    team (row of the manager), size (people of the department), first (row of its head), rank
    (place in the department, 0 is the head), leads (has reports).
    """
    departments = _departments(payroll.people)
    sizes = _sizes(payroll.people, [share for _, share in departments])
    place = _places(sizes)
    frame = pl.DataFrame(
        {
            "row": np.arange(payroll.people, dtype=np.int64),
            **place,
            "department": np.repeat([each.name for each, _ in departments], sizes),
        }
    ).with_columns(leads=pl.col("rank") < ((pl.col("size") + SPAN - 2) // SPAN))
    return (
        frame.with_columns(_titles(frame, throws), *_offices(frame, payroll, throws))
        .with_columns(*names(payroll.people, payroll.surnames, throws))
        .with_columns(team=pl.col("manager_row").fill_null(0))
    )


def _departments(people: int) -> list[tuple[Department, float]]:
    """Return each department of each division with its share of the people."""
    divisions = min(len(DIVISIONS), ceil(people / PER_DIVISION))
    found = []
    for each in DEPARTMENTS:
        if not each.divided or divisions == 1:
            found.append((each, each.share))
            continue
        for division in DIVISIONS[:divisions]:
            part = Department(f"{each.name} {division}", each.share, each.titles)
            found.append((part, each.share / divisions))
    return found


def _sizes(people: int, shares: list[float]) -> Ints:
    """Return whole sizes that add up to ``people``, two at least in each department."""
    spread = people - 2 * len(shares)
    sizes = 2 + np.floor(np.asarray(shares) * spread).astype(np.int64)
    sizes[int(np.argmax(shares))] += people - int(sizes.sum())
    return np.asarray(sizes, dtype=np.int64)


def _places(sizes: Ints) -> dict[str, Ints | list[int | None]]:
    """Return for each person the place in the department and the row of the manager."""
    first = np.repeat(np.cumsum(sizes) - sizes, sizes)
    rank = np.arange(int(sizes.sum()), dtype=np.int64) - first
    manager = np.where(rank == 0, 0, first + (rank - 1) // SPAN)
    above: list[int | None] = [None, *manager[1:].tolist()]
    return {"size": np.repeat(sizes, sizes), "first": first, "rank": rank, "manager_row": above}


def _titles(frame: pl.DataFrame, throws: Dice) -> pl.Series:
    titles = {each.name: each.titles for each in DEPARTMENTS}
    pick = whole(throws, 0, 5, frame.height).tolist()
    rows = zip(frame["department"], frame["rank"], frame["leads"], pick, strict=True)
    return pl.Series("title", [_title(titles, *row) for row in rows])


def _title(
    titles: dict[str, tuple[str, ...]], department: str, rank: int, leads: bool, pick: int
) -> str:
    if rank == 0:
        return "Managing director" if department == "Management" else f"Head of {department}"
    if leads:
        return "Team lead"
    known = titles.get(department) or titles[department.rpartition(" ")[0]]
    return known[pick % len(known)]


def _offices(frame: pl.DataFrame, payroll: Payroll, throws: Dice) -> list[pl.Series]:
    """Return office and country: a team sits together, one in ten sits elsewhere."""
    shares = [each.share for each in payroll.offices]
    of_team = throws.choice(len(shares), size=frame.height, p=shares)
    of_person = throws.choice(len(shares), size=frame.height, p=shares)
    team = frame["manager_row"].fill_null(0).to_numpy()
    chosen = np.where(throws.random(frame.height) < TOGETHER, of_team[team], of_person)
    chosen[0] = 0
    names = np.array([each.name for each in payroll.offices])
    countries = np.array([each.country for each in payroll.offices])
    return [pl.Series("office", names[chosen]), pl.Series("country", countries[chosen])]


def names(count: int, surnames: tuple[str, ...], throws: Dice) -> pl.DataFrame:
    """Return given name, surname, display name, and a local part that nobody else has."""
    given = whole(throws, 0, len(GIVEN) - 1, count)
    surname = whole(throws, 0, len(surnames) - 1, count)
    left = np.array([local_part(each) + "." for each in GIVEN])[given]
    right = np.array([local_part(each) for each in surnames])[surname]
    drawn = pl.DataFrame(
        {
            "given": np.array(GIVEN)[given],
            "surname": np.array(surnames)[surname],
            "local": np.char.add(left, right),
        }
    )
    again = pl.int_range(pl.len()).over("local")
    number = pl.when(again > 0).then((again + 1).cast(pl.String)).otherwise(pl.lit(""))
    return drawn.select(
        "given",
        "surname",
        name=pl.col("given") + " " + pl.col("surname"),
        nick=pl.col("local") + number,
    )
