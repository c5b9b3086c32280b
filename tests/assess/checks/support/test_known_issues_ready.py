from ready import answer, ready, signed_for

from pilotage.facts.finding import Outcome

CHECK = "support.known_issues_ready"


def test_known_issues_that_an_agent_found_count():
    assert answer(CHECK, signed_for(CHECK, 14)).outcome is Outcome.PASSED
    assert answer(CHECK, ready(attestation=())).outcome is Outcome.NOT_ASSESSED


def test_the_trial_counts_for_two_weeks_at_most():
    assert answer(CHECK, signed_for(CHECK, 15)).outcome is Outcome.NOT_ASSESSED
