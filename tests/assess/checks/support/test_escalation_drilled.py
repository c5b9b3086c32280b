from dataclasses import replace

import pytest
from ready import READY, answer, day, ready

from pilotage.facts.finding import Basis, Outcome

CHECK = "support.escalation_drilled"


def test_a_drill_that_somebody_signed_counts_as_attested():
    finding = answer(CHECK, ready())

    assert (finding.outcome, finding.basis) == (Outcome.PASSED, Basis.ATTESTED)
    assert finding.says.startswith("Ben attests: ")


@pytest.mark.parametrize(
    "change",
    [
        {"expires_on": day(8)},
        {"signed_on": day(20)},
        {"expires_on": day(1, month=6)},
        {"subject": "another migration"},
        {"check": "support.known_issues_ready"},
    ],
    ids=["ended", "in the future", "for too long", "about something else", "of another check"],
)
def test_no_drill_in_thirty_days_is_unknown_r100(change):
    signed = replace(READY.attestation[0], **change)

    assert answer(CHECK, ready(attestation=(signed,))).outcome is Outcome.NOT_ASSESSED
