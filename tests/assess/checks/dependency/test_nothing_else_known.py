from ready import answer, ready, signed_for

from pilotage.facts.finding import Outcome

CHECK = "dependency.nothing_else_known"


def test_the_statement_of_the_departments_counts():
    assert answer(CHECK, signed_for(CHECK, 30)).outcome is Outcome.PASSED
    assert answer(CHECK, ready(attestation=())).outcome is Outcome.NOT_ASSESSED


def test_the_statement_counts_for_thirty_days_at_most():
    assert answer(CHECK, signed_for(CHECK, 31)).outcome is Outcome.NOT_ASSESSED
