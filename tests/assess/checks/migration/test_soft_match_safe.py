import pytest
from harbour import HEALTHY, NOW, user, without
from ready import READY, TARGET, answer, ready

from pilotage.facts.finding import Outcome
from pilotage.facts.situation import Situation
from pilotage.facts.tables import ROLE_ASSIGNMENTS

CHECK = "migration.soft_match_safe"
SYNCED = {"users": [user("ana", synced=True), *HEALTHY["users"][1:]]}
ADMIN = {"role_assignments": [{"principal": "ana", "role": "r", "assignment": "standing"}]}


def stranger(**changes):
    """Return the target with an account that bears a name of Ana and is not hers."""
    others = [each for each in TARGET["users"] if each["user"] != "ana"]
    mine = user("ana", upn="a.sol@quay.example", address=None)
    return {"users": [*others, mine, user("x", **{"upn": "x@quay.example", **changes})]}


@pytest.mark.parametrize(
    "target",
    [
        stranger(upn="Ana@harbour.example", address=None),
        stranger(address="ana@harbour.example"),
        ADMIN,
    ],
)
def test_a_stranger_or_an_administrator_that_would_be_taken_over_is_named(target):
    finding = answer(CHECK, ready(source=SYNCED, target=target))

    assert finding.outcome is Outcome.FAILED
    assert "1 cloud accounts would be taken over: ana@harbour.example." in finding.says


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (SYNCED, {}),
        ({}, stranger(address="ana@harbour.example")),
        (SYNCED, stranger(address="ana@harbour.example", synced=True)),
    ],
)
def test_the_own_account_or_nothing_that_is_joined_passes(source, target):
    assert answer(CHECK, ready(source=source, target=target)).outcome is Outcome.PASSED


def test_is_not_assessed_when_roles_were_not_read():
    blind = without(ready().target, ROLE_ASSIGNMENTS, "not granted")

    finding = answer(CHECK, Situation(NOW, ready().source, blind, READY))

    assert finding.outcome is Outcome.NOT_ASSESSED
