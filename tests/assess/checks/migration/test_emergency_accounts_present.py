import pytest
from harbour import NOW, unread
from ready import READY, TARGET, answer, ask, ready

from pilotage.facts.finding import Outcome
from pilotage.facts.situation import Situation
from pilotage.facts.tables import USERS

CHECK = "migration.emergency_accounts_present"


def with_second(**changes):
    *others, second = TARGET["users"]
    return {"users": [*others, {**second, **changes}]}


@pytest.mark.parametrize(
    "named", [(), ("sos-1@quay.example",), ("sos-1@quay.example", "SOS-1@quay.example ")]
)
def test_one_account_is_not_enough(named):
    finding = answer(CHECK, ready(emergency_accounts=named))

    assert finding.outcome is Outcome.FAILED
    assert "not 2" in finding.says


@pytest.mark.parametrize(
    ("change", "says", "outcome"),
    [
        ({"upn": "other@quay.example"}, "does not exist in the target", Outcome.FAILED),
        ({"enabled": False}, "is disabled in the target", Outcome.FAILED),
        ({"enabled": None}, "may sign in", Outcome.NOT_ASSESSED),
    ],
)
def test_names_the_account_that_cannot_be_used(change, says, outcome):
    finding = answer(CHECK, ready(target=with_second(**change)))

    assert finding.subject == "sos-2@quay.example"
    assert finding.outcome is outcome
    assert says in finding.says


def test_an_account_may_be_named_by_its_id():
    assert answer(CHECK, ready(emergency_accounts=("sos-1", "SOS-2"))).outcome is Outcome.PASSED


def test_the_source_is_asked_where_there_is_no_target():
    alone = Situation(NOW, source=ready().source, engagement=READY)

    assert all("in the source" in finding.says for finding in ask(CHECK, alone))


def test_is_unknown_when_nobody_read_who_may_sign_in():
    blind = unread(ready().target, USERS, "enabled")

    finding = answer(CHECK, Situation(NOW, target=blind, engagement=READY))

    assert finding.outcome is Outcome.NOT_ASSESSED
    assert answer(CHECK, Situation(NOW, engagement=READY)).outcome is Outcome.NOT_ASSESSED
