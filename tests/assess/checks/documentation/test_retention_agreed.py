from ready import answer, ready, signed_for

from pilotage.facts.finding import Outcome

CHECK = "documentation.retention_agreed"


def test_agreed_days_of_retention_count():
    assert answer(CHECK, signed_for(CHECK, 180)).outcome is Outcome.PASSED
    assert answer(CHECK, ready(attestation=())).outcome is Outcome.NOT_ASSESSED


def test_the_agreement_counts_for_half_a_year_at_most():
    assert answer(CHECK, signed_for(CHECK, 181)).outcome is Outcome.NOT_ASSESSED
