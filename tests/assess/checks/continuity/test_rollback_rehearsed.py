from ready import answer, ready, signed_for

from pilotage.facts.finding import Outcome

CHECK = "continuity.rollback_rehearsed"


def test_a_rehearsed_way_back_counts():
    assert answer(CHECK, signed_for(CHECK, 14)).outcome is Outcome.PASSED
    assert answer(CHECK, ready(attestation=())).outcome is Outcome.NOT_ASSESSED


def test_a_rehearsal_counts_for_two_weeks_at_most():
    assert answer(CHECK, signed_for(CHECK, 15)).outcome is Outcome.NOT_ASSESSED
