from dataclasses import replace
from datetime import date
from importlib import import_module

from harbour import situation

from pilotage.assess import CHECKS
from pilotage.assess.asked import assess
from pilotage.facts.finding import Basis, Outcome
from pilotage.facts.signed import Attestation

CHECK = "power_platform.content_policy_enforced"
import_module(f"pilotage.assess.checks.{CHECK}")


def ask(*signed):
    now = situation()
    [finding] = assess(
        replace(now, engagement=replace(now.engagement, attestation=signed)), [CHECKS[CHECK]]
    )
    return finding


def test_nobody_has_signed_so_nothing_is_passed():
    finding = ask()

    assert finding.outcome is Outcome.NOT_ASSESSED
    assert finding.frameworks == ("MS.POWERPLATFORM.4.1v1",)


def test_a_signature_counts():
    signed = Attestation(
        check=CHECK,
        who="Chen",
        says="Looked at each environment.",
        signed_on=date(2026, 1, 5),
        expires_on=date(2026, 3, 1),
    )

    finding = ask(signed)

    assert (finding.outcome, finding.basis) == (Outcome.PASSED, Basis.ATTESTED)
