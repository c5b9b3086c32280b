from ready import answer, ready, signed_for

from pilotage.facts.finding import Basis, Outcome

CHECK = "comparison.changes_planned"


def test_nobody_can_measure_it():
    assert answer(CHECK, ready(attestation=())).outcome is Outcome.NOT_ASSESSED


def test_a_signature_counts_for_two_weeks():
    finding = answer(CHECK, signed_for(CHECK, 14))

    assert (finding.outcome, finding.basis) == (Outcome.PASSED, Basis.ATTESTED)
    assert answer(CHECK, signed_for(CHECK, 15)).outcome is Outcome.NOT_ASSESSED
