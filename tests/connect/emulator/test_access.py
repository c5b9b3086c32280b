"""Tokens, permissions and licences: who may ask what."""

import pytest
from connect.emulator.asking import Standing, asking
from emulator import NO_LIMITS, Emulator, Registration


def limited_to(tenant, *taken):
    app = Registration().without(*taken)
    return asking(Emulator(tenant, (app,), Standing(), limits=NO_LIMITS))


@pytest.mark.parametrize(
    ("taken", "asked", "code"),
    [
        ("User.Read.All", "/users", "Authorization_RequestDenied"),
        ("AuditLog.Read.All", "/auditLogs/signIns", "Authentication_MSGraphPermissionMissing"),
        ("AuditLog.Read.All", "/users?$select=signInActivity",
         "Authentication_MSGraphPermissionMissing"),
        ("Policy.Read.All", "/identity/conditionalAccess/policies", "AccessDenied"),
        ("Reports.Read.All", "/reports/getMailboxUsageDetail(period='D7')", "S2SUnauthorized"),
        ("DeviceManagementManagedDevices.Read.All", "/deviceManagement/managedDevices",
         "Forbidden"),
        ("Sites.Read.All", "/sites/getAllSites", "accessDenied"),
    ],
)  # fmt: skip
def test_a_missing_permission_closes_its_resource_and_no_other(tenant, taken, asked, code):
    graph = limited_to(tenant, taken, "Directory.Read.All")

    assert graph.refused(asked) == (403, code)
    assert graph.ask("/domains").status_code == 200


@pytest.mark.parametrize(
    ("licence", "asked", "refusal"),
    [
        ("P1", "/auditLogs/signIns",
         (403, "Authentication_RequestFromNonPremiumTenantOrB2CTenant")),
        ("P1", "/users?$select=id,signInActivity",
         (403, "Authentication_RequestFromNonPremiumTenantOrB2CTenant")),
        ("P2", "/roleManagement/directory/roleEligibilityScheduleInstances",
         (400, "AadPremiumLicenseRequired")),
        ("INTUNE", "/deviceManagement/managedDevices", (400, "BadRequest")),
    ],
)  # fmt: skip
def test_a_missing_licence_is_refused_in_the_words_of_its_service(graph, licence, asked, refusal):
    graph.emulator.tenant.licences -= {licence}

    assert graph.refused(asked) == refusal
    assert graph.ask("/users?$select=id").status_code == 200


def test_a_token_ends(graph):
    graph.clock.sleep(3601)

    assert graph.refused("/users") == (401, "InvalidAuthenticationToken")


def test_a_token_can_be_taken_back(graph):
    graph.emulator.tokens.revoke_all()
    assert graph.refused("/users") == (401, "InvalidAuthenticationToken")

    graph.token = graph.emulator.tokens.issue(graph.emulator.apps[0])
    assert graph.ask("/users").status_code == 200


@pytest.mark.parametrize("token", ["", "x", "eyJhbGciOiJub25lIn0.e30."])
def test_a_token_that_is_not_ours_is_refused(graph, token):
    graph.token = token

    assert graph.refused("/users") == (401, "InvalidAuthenticationToken")
