import pytest
from harbour import NOW, PEOPLE, user, without
from ready import READY, answer, ask, ready

from pilotage.facts.finding import Outcome
from pilotage.facts.situation import Situation
from pilotage.facts.tables import IDENTITY_MAP

CHECK = "migration.identity_map_complete"


def mapping(**targets):
    """Return the healthy map with these targets; None takes the row out."""
    whole = {**{name: name for name in PEOPLE}, **targets}
    return {
        "identity_map": [
            {"source_user": source, "target_user": target}
            for source, target in whole.items()
            if target is not None
        ]
    }


@pytest.mark.parametrize(
    ("targets", "says"),
    [
        ({"dara": None}, "1 accounts are in scope and not on the map: dara@harbour.example."),
        ({"dara": "ben"}, "2 accounts share a target with somebody else: ben, dara."),
        ({"dara": "BEN@harbour.example"}, "2 accounts share a target with somebody else"),
        ({"dara": "d-99"}, "1 accounts are mapped to an account that the target does not have"),
        ({"dara": ""}, "1 accounts are mapped to an account that the target does not have"),
        ({"zoe": "zoe@quay.example"}, "1 accounts are on the map and not in the source: zoe."),
    ],
    ids=["left out", "twice by id", "twice by name", "nowhere", "empty", "stranger"],
)
def test_names_the_hole_in_the_map_r13(targets, says):
    finding = answer(CHECK, ready(source=mapping(**targets)))

    assert finding.outcome is Outcome.FAILED
    assert finding.says.startswith(says)


def test_two_people_may_not_share_a_planned_name():
    planned = mapping(ben="info@quay.example", dara="Info@quay.example")

    assert "share a target" in answer(CHECK, ready(source=planned)).says


def test_a_sign_in_name_that_is_yet_to_be_made_is_a_target():
    assert answer(CHECK, ready(source=mapping(dara="dara@quay.example"))).outcome is Outcome.PASSED


@pytest.mark.parametrize("account", [{"enabled": False}, {"kind": "guest"}])
def test_who_does_not_move_needs_no_target(account):
    users = [*map(user, PEOPLE), user("zoe", **account)]

    assert answer(CHECK, ready(source={"users": users})).outcome is Outcome.PASSED


def test_each_kind_of_hole_is_a_finding_of_its_own():
    assert len(ask(CHECK, ready(source=mapping(ana=None, dara="ben")))) == 2


def test_is_not_assessed_without_a_map():
    blind = without(ready().source, IDENTITY_MAP, "identity_map.csv was not given")

    finding = answer(CHECK, Situation(NOW, blind, ready().target, READY))

    assert finding.outcome is Outcome.NOT_ASSESSED
