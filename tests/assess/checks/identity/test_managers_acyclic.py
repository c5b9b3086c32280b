import pytest
from asking import ask_one
from harbour import tenant, unread, user

from pilotage.facts.finding import Outcome
from pilotage.facts.tables import USERS

CHECK = "identity.managers_acyclic"


def led(**managers):
    return ask_one(CHECK, tenant(users=[user(who, manager=by) for who, by in managers.items()]))


def test_passes_when_every_line_ends():
    assert ask_one(CHECK, tenant()).outcome is Outcome.PASSED
    assert led(ana=None, ben="ana", chen="ben", dara="chen").outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("managers", "caught"),
    [
        ({"ana": "ana"}, ["ana"]),
        ({"ana": "ben", "ben": "ana", "chen": "ana"}, ["ana", "ben"]),
        ({"ana": "ben", "ben": "chen", "chen": "ana", "dara": None}, ["ana", "ben", "chen"]),
    ],
    ids=str,
)
def test_names_those_in_the_circle_and_nobody_below_it(managers, caught):
    finding = led(**managers)

    assert finding.outcome is Outcome.FAILED
    assert finding.evidence["user"].to_list() == caught


def test_a_manager_outside_the_inventory_ends_the_line():
    assert led(ana="holding-company").outcome is Outcome.PASSED


def test_is_not_assessed_when_managers_were_not_read():
    assert ask_one(CHECK, unread(tenant(), USERS, "manager")).outcome is Outcome.NOT_ASSESSED
