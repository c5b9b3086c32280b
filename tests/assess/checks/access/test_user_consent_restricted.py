import pytest
from asking import ask_one
from fragment import fragment
from harbour import tenant

from pilotage.facts.finding import Outcome

CHECK = "access.user_consent_restricted"
LOW = "ManagePermissionGrantsForSelf.microsoft-user-default-low"
LEGACY = "ManagePermissionGrantsForSelf.microsoft-user-default-legacy"
TEAM = "ManagePermissionGrantsForOwnedResource.microsoft-dynamically-managed-permissions-for-team"

SCUBAGEAR = {
    "area": "authorization_policies",
    "object": "authorizationPolicy",
    "setting": "permissiongrantpolicyidsassignedtodefaultuserrole",
}
GRAPH = {
    "area": "authorizationPolicy",
    "object": "authorizationPolicy",
    "setting": "defaultuserrolepermissions.permissiongrantpoliciesassigned",
}
RISKY = {
    "area": "risky_delegated_permission_classifications",
    "object": "Office 365 Exchange Online",
    "setting": "riskypermclassifications",
    "value": '"Mail.ReadWrite"',
}


LISTED = {"area": "areas", "object": RISKY["area"], "setting": "objects", "value": "0"}
FAILED = {
    "area": "commands",
    "object": "Get-ServicePrincipalsWithRiskyDelegatedPermissionClassifications",
    "setting": "aad",
    "value": "false",
}


def allowing(spelling, value, *more):
    return ask_one(CHECK, tenant(settings=[{**spelling, "value": value}, *more]))


@pytest.mark.parametrize("spelling", [SCUBAGEAR, GRAPH], ids=["scubagear", "graph"])
def test_passes_when_people_may_consent_to_nothing(spelling):
    assert allowing(spelling, f'["{TEAM}"]').outcome is Outcome.PASSED
    assert allowing(spelling, "[]").outcome is Outcome.PASSED


@pytest.mark.parametrize("spelling", [SCUBAGEAR, GRAPH], ids=["scubagear", "graph"])
@pytest.mark.parametrize("value", [f'["{TEAM}","{LEGACY}"]', f'"{LEGACY.lower()}"'])
def test_fails_when_people_may_consent_to_anything(spelling, value):
    assert allowing(spelling, value).outcome is Outcome.FAILED


def test_low_permissions_pass_unless_risky_ones_are_among_them():
    assert allowing(SCUBAGEAR, f'["{LOW}"]', LISTED).outcome is Outcome.PASSED
    assert allowing(SCUBAGEAR, f'["{LOW}"]', LISTED, RISKY).outcome is Outcome.FAILED


def test_low_permissions_are_unknown_where_their_classes_were_not_read():
    assert allowing(GRAPH, f'["{LOW}"]').outcome is Outcome.NOT_ASSESSED
    assert allowing(SCUBAGEAR, f'["{LOW}"]', LISTED, FAILED).outcome is Outcome.NOT_ASSESSED


def test_a_consent_policy_of_the_house_is_none_of_the_two_ways_of_the_baseline():
    finding = allowing(SCUBAGEAR, '["ManagePermissionGrantsForSelf.our-own"]')

    assert finding.outcome is Outcome.FAILED
    assert "our-own" in finding.says


def test_is_not_assessed_without_the_policy_or_any_settings():
    other = {"area": "remote_domains", "object": "Default", "setting": "x", "value": "1"}

    assert ask_one(CHECK, tenant(settings=[other])).outcome is Outcome.NOT_ASSESSED
    assert ask_one(CHECK, tenant()).outcome is Outcome.NOT_ASSESSED


RECOMMENDED = "ManagePermissionGrantsForSelf.microsoft-user-default-recommended"
PROPERTY = "PermissionGrantPolicyIdsAssignedToDefaultUserRole"
CLASSED = {"AppId": "a", "DisplayName": "Exchange", "RiskyPermClassifications": "Mail.ReadWrite"}


def exported(grants, risky=()):
    policy = {"Id": "authorizationPolicy", PROPERTY: grants}
    classes = {"risky_delegated_permission_classifications": list(risky)}
    return ask_one(CHECK, fragment(authorization_policies=policy, **classes)).outcome


@pytest.mark.parametrize(
    ("grants", "risky", "expected"),
    [
        ([TEAM], [], Outcome.PASSED),
        ([TEAM], [CLASSED], Outcome.PASSED),
        ([], [CLASSED], Outcome.PASSED),
        (None, [], Outcome.PASSED),
        ([LOW, TEAM], [], Outcome.PASSED),
        (LOW, [None], Outcome.PASSED),
        ([LOW], [{**CLASSED, "RiskyPermClassifications": []}], Outcome.PASSED),
        ([LOW], [CLASSED], Outcome.FAILED),
        (
            [LOW],
            [{**CLASSED, "RiskyPermClassifications": ["Mail.Read", "Files.Read"]}],
            Outcome.FAILED,
        ),
        ([LEGACY], [], Outcome.FAILED),
        ([LOW, LEGACY], [], Outcome.FAILED),
        ([RECOMMENDED], [], Outcome.FAILED),
    ],
    ids=str,
)
def test_people_consent_to_nothing_or_to_what_is_low_and_harmless(grants, risky, expected):
    assert exported(grants, risky) is expected
