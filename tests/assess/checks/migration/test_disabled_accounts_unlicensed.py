from harbour import HEALTHY, NOW, user, without
from ready import READY, answer, ready

from pilotage.facts.finding import Outcome
from pilotage.facts.situation import Situation
from pilotage.facts.tables import LICENCES_ASSIGNED

CHECK = "migration.disabled_accounts_unlicensed"
LEFT = {"users": [*HEALTHY["users"][:-1], user("dara", enabled=False)]}


def test_names_who_left_and_still_costs_a_licence():
    finding = answer(CHECK, ready(source=LEFT))

    assert finding.outcome is Outcome.FAILED
    assert finding.says == "1 disabled accounts hold 1 licences: dara@harbour.example."


def test_a_disabled_account_without_a_licence_passes():
    held = [{"user": name, "sku": "e3"} for name in ("ana", "ben")]

    assert answer(CHECK, ready(source=LEFT | {"licences_assigned": held})).outcome is (
        Outcome.PASSED
    )


def test_is_not_assessed_when_licences_were_not_read():
    blind = without(ready().source, LICENCES_ASSIGNED, "not granted")

    finding = answer(CHECK, Situation(NOW, blind, ready().target, READY))

    assert finding.outcome is Outcome.NOT_ASSESSED
