import pytest
from asking import ask_one
from entra import policy_for
from fragment import fragment
from harbour import policy, tenant, unread

from pilotage.assess.roles import HIGHLY_PRIVILEGED
from pilotage.facts.finding import Outcome
from pilotage.facts.tables import CONDITIONAL_ACCESS_POLICIES

CHECK = "identity.phishing_resistant_required"
KEYS = policy(
    "Keys for administrators",
    include_users=[],
    include_roles=list(HIGHLY_PRIVILEGED),
    grant_controls=[],
    authentication_strength="Phishing-resistant MFA",
    strength_combinations=["windowsHelloForBusiness", "fido2", "x509CertificateMultiFactor"],
)


def with_policies(*policies):
    return ask_one(CHECK, tenant(conditional_access_policies=list(policies)))


@pytest.mark.parametrize(
    "change",
    [{}, {"include_users": ["All"], "include_roles": []}, {"strength_combinations": []}],
    ids=str,
)
def test_passes_when_every_privileged_role_needs_a_key(change):
    assert with_policies({**KEYS, **change}).outcome is Outcome.PASSED


def test_two_policies_may_share_the_roles():
    half = list(HIGHLY_PRIVILEGED)[:4]
    rest = list(HIGHLY_PRIVILEGED)[4:]
    one = {**KEYS, "policy": "one", "include_roles": half}
    two = {**KEYS, "policy": "two", "include_roles": rest}

    assert with_policies(one, two).outcome is Outcome.PASSED
    assert with_policies(one).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "hole",
    [
        {"state": "disabled"},
        {"include_roles": ["62e90394-69f5-4237-9190-012177145e10"]},
        {"strength_combinations": ["fido2", "password,microsoftAuthenticatorPush"]},
        {"authentication_strength": None, "strength_combinations": [], "grant_controls": ["mfa"]},
        {"grant_controls": ["compliantDevice"], "grant_operator": "OR"},
        {"exclude_users": ["chen"]},
        {"exclude_roles": ["62e90394-69f5-4237-9190-012177145e10"]},
        {"include_platforms": ["windows"]},
    ],
    ids=str,
)
def test_fails_when_an_administrator_may_use_a_code(hole):
    assert with_policies({**KEYS, **hole}).outcome is Outcome.FAILED


def test_is_not_assessed_when_roles_of_policies_were_not_read():
    blind = unread(tenant(), CONDITIONAL_ACCESS_POLICIES, "include_roles")

    assert ask_one(CHECK, blind).outcome is Outcome.NOT_ASSESSED


def test_the_export_says_which_roles_are_highly_privileged():
    roles = ["11111111-AAAA", "22222222-BBBB"]
    listed = [{"RoleTemplateId": role.lower(), "DisplayName": role} for role in roles]
    some = policy_for(CHECK, {"Conditions.Users.IncludeRoles": roles})

    whole = fragment(conditional_access_policies=[some], privileged_roles=listed)
    assert ask_one(CHECK, whole).outcome is Outcome.PASSED
    more = [*listed, {"RoleTemplateId": "3", "DisplayName": "Third"}]
    part = ask_one(CHECK, fragment(conditional_access_policies=[some], privileged_roles=more))
    assert part.outcome is Outcome.FAILED
    assert "Third" in part.says


@pytest.mark.parametrize("missing", list(HIGHLY_PRIVILEGED))
def test_every_one_of_the_eight_roles_must_be_included(missing):
    rest = [role for role in HIGHLY_PRIVILEGED if role != missing]
    policy = policy_for(CHECK, {"Conditions.Users.IncludeRoles": rest})
    finding = ask_one(CHECK, fragment(conditional_access_policies=[policy]))

    assert finding.outcome is Outcome.FAILED
    assert HIGHLY_PRIVILEGED[missing] in finding.says
