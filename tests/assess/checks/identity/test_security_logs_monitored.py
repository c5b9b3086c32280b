from ready import answer, ready, signed_for

from pilotage.facts.finding import Outcome

CHECK = "identity.security_logs_monitored"


def test_it_is_never_passed_but_by_a_signature():
    assert answer(CHECK, ready(attestation=())).outcome is Outcome.NOT_ASSESSED
    assert answer(CHECK, signed_for(CHECK, 90)).outcome is Outcome.PASSED
    assert answer(CHECK, ready()).frameworks == ("MS.AAD.4.1v1",)


def test_a_signature_counts_for_a_quarter_at_most():
    assert answer(CHECK, signed_for(CHECK, 91)).outcome is Outcome.NOT_ASSESSED
