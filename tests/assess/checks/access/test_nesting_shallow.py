from itertools import pairwise

import pytest
from asking import ask_one
from harbour import tenant, without

from pilotage.facts.finding import Outcome
from pilotage.facts.tables import MEMBERSHIPS

CHECK = "access.nesting_shallow"


def nested(*pairs, **tables):
    rows = [{"group": outer, "member": inner, "member_kind": "group"} for outer, inner in pairs]
    return ask_one(CHECK, tenant(memberships=rows, **tables))


def chain(letters):
    return pairwise(letters)


def test_passes_without_any_nesting():
    finding = ask_one(CHECK, tenant())

    assert (finding.outcome, finding.says) == (
        Outcome.PASSED,
        "No group holds more than 3 levels of groups; the deepest holds 0.",
    )


@pytest.mark.parametrize(
    ("letters", "outcome"), [("abcd", Outcome.PASSED), ("abcde", Outcome.FAILED)]
)
def test_three_levels_pass_and_four_do_not(letters, outcome):
    assert nested(*chain(letters)).outcome is outcome


def test_the_longest_way_counts_and_names_where_it_goes():
    named = [{"group": "a", "name": "All docks"}, {"group": "b", "name": "Docks 1"}]

    finding = nested(*chain("abcdef"), ("a", "x"), ("a", "f"), groups=named)

    assert finding.says == (
        "Groups with over 3 levels of groups inside (2), up to 5: All docks, Docks 1."
    )
    assert finding.evidence.select("name", "depth", "below", "below_name").rows() == [
        ("All docks", 5, "b", "Docks 1"),
        ("Docks 1", 4, "c", None),
    ]


@pytest.mark.parametrize(
    ("more", "outcome"),
    [([], Outcome.PASSED), ([("d", "e"), ("e", "f"), ("f", "g")], Outcome.FAILED)],
)
def test_a_circle_ends_and_is_one_step(more, outcome):
    circle = [("a", "b"), ("b", "c"), ("c", "a"), ("c", "d"), ("d", "d")]

    assert nested(*circle, *more).outcome is outcome


def test_is_not_assessed_when_members_were_not_read():
    blind = without(tenant(), MEMBERSHIPS, "no permission")

    assert ask_one(CHECK, blind).outcome is Outcome.NOT_ASSESSED
