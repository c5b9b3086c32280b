from dataclasses import replace

import pytest
from ready import READY, answer, day, ready

from pilotage.assess import CHECKS
from pilotage.facts.finding import Outcome

CHECKS.load()
CHECK = "documentation.attestations_in_date"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"expires_on": day(8)}, "ended on 8 Jan 2026"),
        ({"signed_on": day(10)}, "dated in the future, 10 Jan 2026"),
        ({"expires_on": day(20, month=2)}, "more than the 30 days"),
        ({"who": ""}, "does not say who signed it"),
        ({"check": "support.drill"}, 'signed the check "support.drill", which does not exist'),
        ({"check": "support.raci_accepted"}, "must be measured; the signature of Ben"),
    ],
)
def test_names_the_signature_that_proves_nothing(change, says):
    signed = replace(READY.attestation[0], **change)

    finding = answer(CHECK, ready(attestation=(signed,)))

    assert finding.outcome is Outcome.FAILED
    assert says in finding.says


def test_a_signature_of_today_counts():
    signed = replace(READY.attestation[0], signed_on=day(9))

    assert answer(CHECK, ready(attestation=(signed,))).outcome is Outcome.PASSED
