import pytest
from asking import ask_one
from harbour import MFA_FOR_ALL, tenant, without

from pilotage.facts.finding import Outcome
from pilotage.facts.tables import CONDITIONAL_ACCESS_POLICIES, SETTINGS

CHECK = "coverage.security_defaults_and_policies_apart"


def asked(value, *policies, area="policies/identitySecurityDefaultsEnforcementPolicy"):
    row = {"area": area, "object": "x", "setting": "isenabled", "value": value}
    return ask_one(CHECK, tenant(settings=[row], conditional_access_policies=policies))


@pytest.mark.parametrize(
    ("state", "in_use"), [("enabled", 1), ("enabledForReportingButNotEnforced", 0), ("disabled", 0)]
)
def test_security_defaults_beside_a_policy_fail(state, in_use):
    finding = asked("true", MFA_FOR_ALL | {"state": state})

    assert finding.outcome is Outcome.FAILED
    assert finding.says == (
        f"Security defaults are on beside policies ({in_use} of 1 in use): MFA for everyone."
    )


@pytest.mark.parametrize(
    ("value", "policies"),
    [("true", []), ("false", [MFA_FOR_ALL]), ("false", [])],
    ids=["defaults alone", "policies alone", "neither"],
)
def test_either_alone_passes(value, policies):
    assert asked(value, *policies).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("value", "area"),
    [
        ("null", "identitySecurityDefaultsEnforcementPolicy"),
        ("true", "authorizationPolicy"),
    ],
    ids=["no value", "another setting"],
)
def test_a_switch_that_nobody_read_is_not_assessed(value, area):
    assert asked(value, MFA_FOR_ALL, area=area).outcome is Outcome.NOT_ASSESSED


@pytest.mark.parametrize("table", [CONDITIONAL_ACCESS_POLICIES, SETTINGS])
def test_is_not_assessed_when_a_table_was_not_read(table):
    blind = without(tenant(settings=[]), table, "hidden")

    assert ask_one(CHECK, blind).outcome is Outcome.NOT_ASSESSED
