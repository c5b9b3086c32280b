"""The people: real-looking departments, one tree of managers, names that differ."""

import networkx as nx
import polars as pl
import pytest

from pilotage.demo.chance import dice
from pilotage.demo.staff import SPAN, Payroll, staff
from pilotage.demo.vocabulary import SOURCE_OFFICES, SURNAMES, local_part


def hired(people):
    return staff(Payroll(people, SOURCE_OFFICES, SURNAMES), dice(1, "staff"))


@pytest.mark.parametrize("people", [40, 186, 6_000])
def test_managers_form_one_tree_with_a_bounded_span(people):
    frame = hired(people).filter(pl.col("row") > 0)
    tree = nx.DiGraph(frame.select("manager_row", "row").rows())
    heads = frame["department"].n_unique()

    assert frame.height == people - 1
    assert nx.is_arborescence(tree)
    assert frame["manager_row"].value_counts()["count"].max() <= max(SPAN, heads + SPAN)


def test_a_large_organisation_has_divisions_and_a_small_one_has_not():
    assert hired(186)["department"].n_unique() == 12
    assert {"Finance North", "Finance South"} <= set(hired(6_000)["department"])


def test_sign_in_names_are_unique_and_plain():
    nicks = hired(6_000)["nick"]

    assert nicks.is_unique().all()
    assert nicks.str.contains(r"^[a-z]+\.[a-z]+\d*$").all()


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Łukasz", "lukasz"),
        ("O'Dwyer", "odwyer"),
        ("Van den Akker", "vandenakker"),
        ("Kjær", "kjar"),
    ],
)
def test_local_parts_lose_marks_and_spaces(name, plain):
    assert local_part(name) == plain
