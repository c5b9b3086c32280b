"""The map as a picture: few clusters however many people there are."""

from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from pilotage.dependencies.picture import MOST_PEOPLE, MOST_TIES, picture
from pilotage.facts.dependency import (
    DEPENDENCY_SCHEMA,
    GROUP_SCHEMA,
    UNIT_SCHEMA,
    DependencyGraph,
)


def graph(units: list[tuple[str, ...]], edges: list[tuple[str, str, float]]) -> DependencyGraph:
    rows = [(*each, "rule", "because", False) for each in edges]
    return DependencyGraph(
        pl.DataFrame(units, schema=UNIT_SCHEMA, orient="row"),
        pl.DataFrame(rows, schema=DEPENDENCY_SCHEMA, orient="row"),
        pl.DataFrame(schema=GROUP_SCHEMA),
    )


UNITS = [
    ("ana", "user", "Ana", "Office"),
    ("ben", "user", "Ben", "Office"),
    ("dara", "user", "Dara", "Warehouse"),
    ("erp", "application", "ERP", None),
    ("box", "shared_mailbox", "Orders", None),
]
EDGES = [("ana", "erp", 2.0), ("ben", "erp", 1.0), ("dara", "box", 5.0), ("ana", "ben", 9.0)]
PLACED = pl.DataFrame({"unit": ["ana", "ben", "dara", "erp"], "wave": [1, 2, 2, 1]})


def test_people_stand_together_by_department_and_a_heavy_application_alone() -> None:
    found = picture(graph(UNITS, EDGES), PLACED, "department")

    assert {(each.title, each.units, each.unit) for each in found.clusters} == {
        ("Office", 2, ""),
        ("Warehouse", 1, ""),
        ("ERP", 1, "erp"),
        ("Shared mailboxes", 1, ""),
    }


def test_a_tie_sums_what_lies_between_two_clusters_and_counts_what_is_cut() -> None:
    found = picture(graph(UNITS, EDGES), PLACED, "department")

    ties = {frozenset((tie.one, tie.other)): tie for tie in found.ties}
    erp = ties[frozenset(("erp", "people:Office"))]
    assert (erp.weight, erp.count, erp.cut) == (3.0, 2, 1)
    assert len(ties) == 2


def test_people_stand_together_by_wave_when_asked() -> None:
    found = picture(graph(UNITS, EDGES), PLACED, "wave")

    assert {each.title for each in found.clusters if each.column == "people"} == {
        "Wave 1",
        "Wave 2",
    }


def test_a_map_without_ties_still_shows_who_is_there() -> None:
    found = picture(graph(UNITS, []), PLACED.clear(), "department")

    assert (len(found.clusters), found.ties, found.left_out) == (4, (), 0)


@given(st.integers(0, 60), st.integers(0, 200))
def test_the_picture_stays_small_and_leaves_nobody_out(departments: int, people: int) -> None:
    units = [(f"u{n}", "user", f"U {n}", f"D{n % (departments + 1)}") for n in range(people)]
    edges = [(f"u{n}", f"u{(n * 7 + 1) % people}", 1.0) for n in range(people)]

    found = picture(graph(units, edges), PLACED.clear(), "department")

    assert len(found.clusters) <= MOST_PEOPLE + 1
    assert len(found.ties) <= MOST_TIES
    assert sum(each.units for each in found.clusters) == people
