import pytest
from asking import ask_one
from harbour import BLOCK_LEGACY, MFA_FOR_ALL, tenant, unread, without

from pilotage.facts.finding import Outcome
from pilotage.facts.tables import CONDITIONAL_ACCESS_POLICIES

CHECK = "identity.legacy_auth_blocked"


def with_policies(*policies):
    return ask_one(CHECK, tenant(conditional_access_policies=list(policies)))


def test_passes_when_one_policy_blocks_everyone():
    finding = ask_one(CHECK, tenant())

    assert finding.outcome is Outcome.PASSED
    assert finding.evidence["name"].to_list() == ["Block legacy sign-in"]
    assert "MS.AAD.1.1v1" in finding.frameworks


def test_two_policies_may_complement_each_other():
    mail = {**BLOCK_LEGACY, "policy": "mail", "client_apps": ["exchangeActiveSync"]}
    other = {**BLOCK_LEGACY, "policy": "other", "client_apps": ["other"]}

    assert with_policies(mail, other).outcome is Outcome.PASSED
    assert with_policies(mail, {**other, "state": "disabled"}).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "hole",
    [
        {"state": "disabled"},
        {"state": "enabledForReportingButNotEnforced"},
        {"state": None},
        {"grant_controls": ["mfa"]},
        {"client_apps": ["other"]},
        {"client_apps": ["browser"]},
        {"include_users": ["ana"]},
        {"include_users": ["None"], "include_groups": ["all-staff"]},
        {"exclude_users": ["dara"]},
        {"exclude_groups": ["all-staff"]},
        {"exclude_roles": ["62e90394-69f5-4237-9190-012177145e10"]},
        {"exclude_guest_types": ["b2bCollaborationGuest"]},
        {"include_applications": ["Office365"]},
        {"exclude_applications": ["app"]},
        {"application_filter": "CustomSecurityAttribute.x eq 1"},
        {"user_actions": ["urn:user:registersecurityinfo"]},
        {"include_platforms": ["windows"]},
        {"exclude_platforms": ["iOS"]},
        {"include_locations": ["office"]},
        {"include_locations": ["All"], "exclude_locations": ["AllTrusted"]},
        {"device_filter_mode": "exclude", "device_filter": "device.isCompliant -eq True"},
        {"sign_in_risk": ["high"]},
        {"user_risk": ["high"]},
        {"insider_risk": ["elevated"]},
        {"authentication_flows": ["deviceCodeFlow"]},
    ],
    ids=str,
)
def test_fails_when_the_policy_has_a_hole(hole):
    assert with_policies({**BLOCK_LEGACY, **hole}, MFA_FOR_ALL).outcome is Outcome.FAILED


def test_a_condition_that_nobody_knows_is_neither_a_pass_nor_a_failure():
    odd = {**BLOCK_LEGACY, "unknown": ["conditions.times"]}

    assert with_policies(odd).outcome is Outcome.NOT_ASSESSED
    assert with_policies({**odd, "exclude_users": ["dara"]}).outcome is Outcome.FAILED
    assert with_policies(odd, {**BLOCK_LEGACY, "policy": "plain"}).outcome is Outcome.PASSED


def test_says_which_hole_the_policy_has():
    finding = with_policies({**BLOCK_LEGACY, "exclude_groups": ["scanners"]})

    assert "excluded groups" in finding.says
    assert finding.evidence["holes"].to_list() == [["excluded groups"]]


def test_conditions_that_include_everything_are_no_hole():
    wide = {"include_platforms": ["all"], "include_locations": ["All"]}

    assert with_policies({**BLOCK_LEGACY, **wide}).outcome is Outcome.PASSED


def test_security_defaults_block_it_too():
    switch = {
        "area": "identitySecurityDefaultsEnforcementPolicy",
        "object": "defaults",
        "setting": "isenabled",
    }
    on = tenant(conditional_access_policies=[], settings=[{**switch, "value": "true"}])
    off = tenant(conditional_access_policies=[], settings=[{**switch, "value": "false"}])

    assert ask_one(CHECK, on).outcome is Outcome.PASSED
    assert ask_one(CHECK, off).outcome is Outcome.FAILED


def test_is_not_assessed_when_policies_could_not_be_read():
    blind = without(tenant(), CONDITIONAL_ACCESS_POLICIES, "Policy.Read.All was not granted")

    assert ask_one(CHECK, blind).outcome is Outcome.NOT_ASSESSED
    assert "Policy.Read.All" in ask_one(CHECK, blind).says


def test_is_not_assessed_when_exclusions_were_not_read():
    blind = unread(tenant(), CONDITIONAL_ACCESS_POLICIES, "exclude_groups")

    assert ask_one(CHECK, blind).outcome is Outcome.NOT_ASSESSED
