import pytest
from harbour import NOW, unread, user
from ready import READY, TARGET, answer, ready

from pilotage.facts.finding import Outcome
from pilotage.facts.situation import Situation
from pilotage.facts.tables import USERS

CHECK = "migration.guests_do_not_collide"


def guest(address):
    made = user("g-1", upn="dara_ext@quay.example", address=address, kind="guest")
    return {"users": [*TARGET["users"], made]}


@pytest.mark.parametrize("address", ["dara@harbour.example", "Dara@Harbour.example"])
def test_names_who_is_a_guest_of_the_target_already(address):
    finding = answer(CHECK, ready(target=guest(address)))

    assert finding.outcome is Outcome.FAILED
    assert finding.says.startswith("1 people who move are guests of the target: ")
    assert finding.evidence["user"].to_list() == ["g-1"]


@pytest.mark.parametrize("address", ["eva@partner.example", None])
def test_other_guests_may_stay(address):
    assert answer(CHECK, ready(target=guest(address))).outcome is Outcome.PASSED


def test_is_not_assessed_when_the_kind_of_account_was_not_read():
    blind = unread(ready().target, USERS, "kind")

    finding = answer(CHECK, Situation(NOW, ready().source, blind, READY))

    assert finding.outcome is Outcome.NOT_ASSESSED
