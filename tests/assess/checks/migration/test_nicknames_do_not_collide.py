import pytest
from harbour import NOW, unread, user
from ready import READY, TARGET, answer, ready

from pilotage.facts.finding import Outcome
from pilotage.facts.situation import Situation
from pilotage.facts.tables import USERS

CHECK = "migration.nicknames_do_not_collide"


def someone(alias):
    return {"users": [*TARGET["users"], user("x", mail_nickname=alias)]}


def test_an_alias_of_somebody_else_is_named():
    finding = answer(CHECK, ready(target=someone("DARA")))

    assert finding.outcome is Outcome.FAILED
    assert finding.says == "1 aliases belong to somebody else in the target: dara."
    assert finding.evidence["held_by"].to_list() == ["x"]


@pytest.mark.parametrize("alias", ["eva", None])
def test_other_aliases_and_the_own_one_pass(alias):
    assert answer(CHECK, ready(target=someone(alias))).outcome is Outcome.PASSED


def test_is_not_assessed_when_aliases_were_not_read():
    blind = unread(ready().target, USERS, "mail_nickname")

    finding = answer(CHECK, Situation(NOW, ready().source, blind, READY))

    assert finding.outcome is Outcome.NOT_ASSESSED
