from dataclasses import replace

import pytest
from ready import READY, answer, ready

from pilotage.facts.finding import Basis, Outcome

CHECK = "migration.emergency_accounts_stay"


def test_an_account_in_a_domain_that_moves_is_named():
    accounts = ("sos-1@quay.onmicrosoft.com", "SOS-2@Harbour.example")

    finding = answer(CHECK, ready(emergency_accounts=accounts))

    assert (finding.outcome, finding.basis) == (Outcome.FAILED, Basis.COMPUTED)
    assert finding.says.endswith("domain that moves: sos-2@harbour.example.")


def test_an_account_in_a_domain_of_the_target_alone_stays():
    assert answer(CHECK, ready()).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "agreed",
    [
        {"emergency_accounts": ()},
        {"source": replace(READY.source, domains=())},
        {"target": replace(READY.target, domains=(" ",))},
    ],
)
def test_is_not_assessed_when_accounts_or_domains_are_not_named(agreed):
    situation = replace(ready(), engagement=replace(READY, **agreed))

    assert answer(CHECK, situation).outcome is Outcome.NOT_ASSESSED
