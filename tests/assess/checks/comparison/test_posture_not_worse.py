from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from harbour import BLOCK_LEGACY
from ready import READY, ready

from pilotage.assess import CHECKS
from pilotage.assess.asked import assess
from pilotage.facts.finding import Basis, Outcome, failed, not_assessed, passed
from pilotage.facts.signed import Deviation
from pilotage.facts.situation import Situation

CHECK = CHECKS.load()["comparison.posture_not_worse"]
PASSED, FAILED, BLIND = Outcome.PASSED, Outcome.FAILED, Outcome.NOT_ASSESSED
CONTROL = "identity.mfa_enforced"


def found(outcome, side):
    made = {
        PASSED: passed("harbour", "All is well.", pl.DataFrame()),
        FAILED: failed("harbour", "2 people are left out.", pl.DataFrame()),
        BLIND: not_assessed("harbour", "not granted"),
    }
    return replace(made[outcome], side=side, check=CONTROL, title="MFA is enforced.")


def asked(before, after, **agreed):
    engagement = replace(READY, **agreed)
    findings = (found(before, "source"), found(after, "target"))
    [finding] = assess(replace(ready(), engagement=engagement), [CHECK], findings)
    return finding


@pytest.mark.parametrize(
    ("before", "after", "outcome"),
    [
        (PASSED, FAILED, FAILED),
        (PASSED, PASSED, PASSED),
        (FAILED, FAILED, PASSED),
        (FAILED, PASSED, PASSED),
        (PASSED, BLIND, BLIND),
        (BLIND, FAILED, BLIND),
        (BLIND, BLIND, BLIND),
    ],
)
def test_fails_only_where_a_control_is_known_to_be_worse(before, after, outcome):
    assert asked(before, after).outcome is outcome


def test_names_the_control_with_both_outcomes_and_both_sentences():
    finding = asked(PASSED, FAILED)

    assert finding.says == "1 of 1 controls are worse in the target: MFA is enforced."
    assert finding.basis is Basis.COMPUTED
    assert finding.evidence.row(0) == (
        CONTROL,
        "passed",
        "failed",
        "Before: All is well. After: 2 people are left out.",
    )


CARRIED = Deviation(CONTROL, "Ana", "The old scanner, until it is replaced", date(2026, 2, 1))


def test_a_worse_control_that_somebody_carries_is_accepted():
    finding = asked(PASSED, FAILED, deviation=(CARRIED,))

    assert finding.outcome is PASSED
    assert "1 worse are carried" in finding.says


@pytest.mark.parametrize(
    "change",
    [
        {"who": " "},
        {"why": ""},
        {"expires_on": date(2026, 1, 8)},
        {"side": "source"},
        {"check": "identity.legacy_auth_blocked"},
    ],
)
def test_a_deviation_without_owner_reason_or_time_left_accepts_nothing(change):
    assert asked(PASSED, FAILED, deviation=(replace(CARRIED, **change),)).outcome is FAILED


def test_a_policy_that_was_not_rebuilt_in_the_target_is_worse():
    policies = {"conditional_access_policies": [BLOCK_LEGACY]}
    situation = ready(target=policies)
    checks = [CHECKS[CONTROL], CHECK]

    *_, finding = assess(situation, checks)
    *_, healthy = assess(ready(), checks)

    assert (finding.outcome, healthy.outcome) == (FAILED, PASSED)


def test_nothing_is_concluded_without_a_target():
    [finding] = assess(Situation(ready().now), [CHECK])

    assert finding.outcome is BLIND
