from ready import answer, ready, signed_for

from pilotage.facts.finding import Outcome

CHECK = "communication.bad_day_messages_approved"


def test_approved_messages_for_a_bad_day_count():
    assert answer(CHECK, signed_for(CHECK, 90)).outcome is Outcome.PASSED
    assert answer(CHECK, ready(attestation=())).outcome is Outcome.NOT_ASSESSED


def test_the_approval_counts_for_a_quarter_at_most():
    assert answer(CHECK, signed_for(CHECK, 91)).outcome is Outcome.NOT_ASSESSED
