from datetime import date

from harbour import engagement, situation

from pilotage.assess import CHECKS
from pilotage.assess.asked import assess
from pilotage.facts.finding import Basis, Outcome
from pilotage.facts.signed import Attestation

CHECK = "defender.restricted_apps_blocked"


def asked(**changes):
    from_file = engagement(**changes)
    [finding] = assess(situation(engagement=from_file), [CHECKS.load()[CHECK]])
    return finding


def test_nothing_but_a_signature_answers_it():
    finding = asked()

    assert finding.outcome is Outcome.NOT_ASSESSED
    assert finding.frameworks == ("MS.DEFENDER.4.6v1", "MS.SECURITYSUITE.3.5v1")


def test_a_named_person_may_sign_it():
    signed = Attestation(CHECK, "chen", "Done.", date(2026, 1, 8), date(2026, 3, 1))
    finding = asked(attestation=(signed,))

    assert finding.outcome is Outcome.PASSED
    assert finding.basis is Basis.ATTESTED
