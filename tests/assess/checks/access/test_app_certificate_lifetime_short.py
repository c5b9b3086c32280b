import pytest
from asking import ask_one
from entra import KINDS, app_policy, restriction
from fragment import fragment

from pilotage.facts.finding import Outcome

CHECK = "access.app_certificate_lifetime_short"
CERTIFICATE = restriction("asymmetricKeyLifetime")
GOOD = app_policy(keys=[CERTIFICATE])


def outcome(policy, **areas):
    return ask_one(CHECK, fragment(default_app_management_policy=policy, **areas)).outcome


@pytest.mark.parametrize(
    ("lifetime", "expected"),
    [
        ("P365D", Outcome.PASSED),
        ("P90D", Outcome.PASSED),
        ("P1Y", Outcome.PASSED),
        ("P366D", Outcome.PASSED),
        ("P367D", Outcome.FAILED),
        ("P2Y", Outcome.FAILED),
        (None, Outcome.FAILED),
    ],
)
def test_a_certificate_may_live_for_a_year(lifetime, expected):
    assert outcome(app_policy(keys=[{**CERTIFICATE, "maxLifetime": lifetime}])) is expected


@pytest.mark.parametrize(
    "policy",
    [
        {**GOOD, "isEnabled": False},
        app_policy(keys=[CERTIFICATE], only=KINDS[0]),
        app_policy(keys=[CERTIFICATE], only=KINDS[1]),
        app_policy(keys=[{**CERTIFICATE, "state": "disabled"}]),
        app_policy(keys=[restriction("trustedCertificateAuthority")]),
        app_policy(CERTIFICATE),
        app_policy(),
    ],
    ids=str,
)
def test_fails_when_the_limit_does_not_hold_for_all(policy):
    assert outcome(policy) is Outcome.FAILED


@pytest.mark.parametrize("empty", [[], [None], None, {}], ids=str)
def test_no_policy_restricts_nothing(empty):
    assert outcome(empty) is Outcome.FAILED


def test_is_not_assessed_where_the_policy_was_not_read():
    failed = ["Get-MgPolicyDefaultAppManagementPolicy"]

    assert outcome([{"id": "policy"}]) is Outcome.NOT_ASSESSED
    assert outcome([], aad_unsuccessful_commands=failed) is Outcome.NOT_ASSESSED
    assert ask_one(CHECK, fragment(service_plans=[])).outcome is Outcome.NOT_ASSESSED
    assert outcome(GOOD, aad_unsuccessful_commands=failed) is Outcome.NOT_ASSESSED
