from ready import answer, ready, signed_for

from pilotage.facts.finding import Outcome

CHECK = "alignment.decider_reachable"


def test_a_test_call_to_the_decider_counts():
    assert answer(CHECK, signed_for(CHECK, 3)).outcome is Outcome.PASSED
    assert answer(CHECK, ready(attestation=())).outcome is Outcome.NOT_ASSESSED


def test_a_test_call_counts_for_three_days_at_most():
    assert answer(CHECK, signed_for(CHECK, 4)).outcome is Outcome.NOT_ASSESSED
