import pytest
from asking import ask_one
from entra import CONTROLS, RESISTANT, STRENGTH, policy_for
from fragment import fragment
from harbour import BLOCK_LEGACY, MFA_FOR_ALL, tenant, without

from pilotage.facts.finding import Outcome
from pilotage.facts.tables import CONDITIONAL_ACCESS_POLICIES

CHECK = "identity.mfa_enforced"


def with_policies(*policies, **tables):
    return ask_one(CHECK, tenant(conditional_access_policies=list(policies), **tables))


@pytest.mark.parametrize(
    "demand",
    [
        {},
        {"grant_controls": ["mfa", "compliantDevice"], "grant_operator": "AND"},
        {"grant_controls": [], "authentication_strength": "Multifactor authentication"},
        {
            "grant_controls": [],
            "authentication_strength": "House rules",
            "strength_combinations": ["fido2", "password,sms"],
        },
    ],
    ids=str,
)
def test_passes_when_nobody_gets_in_without_mfa(demand):
    finding = with_policies({**MFA_FOR_ALL, **demand})

    assert finding.outcome is Outcome.PASSED
    assert "MS.AAD.3.2v2" in finding.frameworks


@pytest.mark.parametrize(
    "hole",
    [
        {"state": "enabledForReportingButNotEnforced"},
        {"grant_controls": ["compliantDevice"]},
        {"grant_controls": ["mfa", "compliantDevice"], "grant_operator": "OR"},
        {"grant_controls": ["mfa", "compliantDevice"], "grant_operator": None},
        {"authentication_strength": "One factor", "strength_combinations": ["password"]},
        {"include_users": ["ana"]},
        {"exclude_users": ["dara"]},
        {"exclude_groups": ["all-staff"]},
        {"include_locations": ["All"], "exclude_locations": ["AllTrusted"]},
        {"client_apps": ["browser"]},
        {"include_applications": ["Office365"]},
        {"sign_in_risk": ["high"]},
    ],
    ids=str,
)
def test_fails_when_there_is_a_way_round(hole):
    assert with_policies({**MFA_FOR_ALL, **hole}, BLOCK_LEGACY).outcome is Outcome.FAILED


def test_security_defaults_do_not_ask_everyone():
    switch = {
        "area": "policies/identitySecurityDefaultsEnforcementPolicy",
        "object": "defaults",
        "setting": "isenabled",
        "value": "true",
    }
    finding = with_policies(settings=[switch])

    assert finding.outcome is Outcome.FAILED
    assert "Security defaults" in finding.says


def test_is_not_assessed_when_policies_could_not_be_read():
    blind = without(tenant(), CONDITIONAL_ACCESS_POLICIES, "no permission")

    assert ask_one(CHECK, blind).outcome is Outcome.NOT_ASSESSED


ANY = {
    "DisplayName": "Multifactor authentication",
    "AllowedCombinations": ["fido2", "password,sms"],
}
PASSWORD = {"DisplayName": "House rules", "AllowedCombinations": ["fido2", "password"]}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({CONTROLS: [], STRENGTH: ANY}, Outcome.PASSED),
        ({CONTROLS: [], **RESISTANT}, Outcome.PASSED),
        ({CONTROLS: [], STRENGTH: PASSWORD}, Outcome.FAILED),
        ({CONTROLS: [], STRENGTH: {**ANY, "AllowedCombinations": None}}, Outcome.PASSED),
        ({CONTROLS: ["mfa"], STRENGTH: {"AllowedCombinations": ["password"]}}, Outcome.FAILED),
        ({"GrantControls.TermsOfUse": ["rules"]}, Outcome.FAILED),
        ({"GrantControls.CustomAuthenticationFactors": ["partner"]}, Outcome.NOT_ASSESSED),
    ],
    ids=str,
)
def test_any_two_factors_will_do_and_nothing_less(change, expected):
    policy = policy_for(CHECK, change)

    assert ask_one(CHECK, fragment(conditional_access_policies=[policy])).outcome is expected
