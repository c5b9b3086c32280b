"""Groups, applications, roles, devices, licences, sites, sign-ins, calendars, settings."""

from datetime import UTC, datetime

import pytest
from collect.answers import tables

from pilotage.collect.graph import Answer, Names, Tenant, resources
from pilotage.collect.graph.role_ids import IS_PRIVILEGED

GLOBAL_ADMINISTRATOR = "62e90394-69f5-4237-9190-012177145e10"
COLLECTION = "bf6fb551-d508-4946-a439-b2a6154fc1d9"
WEB = "65a04b8b-1f44-442b-a1fc-9e5852fb946c"


def rows(resource, table, *objects, parents=()):
    return tables(resource, *objects, parents=parents)[table].frame.rows(named=True)


@pytest.mark.parametrize(
    ("types", "mail", "security", "kind"),
    [
        (["Unified"], True, False, "microsoft_365"),
        ([], True, True, "mail_security"),
        ([], True, False, "distribution"),
        (["DynamicMembership"], False, True, "security"),
    ],
)
def test_a_group_has_one_of_four_kinds(types, mail, security, kind):
    [group] = rows(
        "groups",
        "groups",
        {"id": "g", "groupTypes": types, "mailEnabled": mail, "securityEnabled": security},
    )

    assert group["kind"] == kind
    assert group["dynamic"] == ("DynamicMembership" in types)


def test_a_group_carries_its_alias_in_lower_case():
    [group] = rows("groups", "groups", {"id": "g", "groupTypes": [], "mailNickname": "AllStaff"})

    assert group["mail_nickname"] == "allstaff"


def test_expanded_members_and_owners_are_rows():
    group = {
        "id": "g",
        "members": [{"@odata.type": "#microsoft.graph.group", "id": "inner"}],
        "owners": [{"id": "ana"}],
    }

    assert rows("groups", "memberships", group) == [
        {"member": "inner", "member_kind": "group", "group": "g"}
    ]
    assert rows("groups", "group_owners", group) == [{"owner": "ana", "group": "g"}]


def test_an_expansion_that_may_have_been_cut_is_not_whole():
    group = {"id": "g", "members": [{"id": f"u{number}"} for number in range(20)]}

    assert "gives 20 at most" in tables("groups", group)["memberships"].missing


def test_a_group_that_was_made_a_team_is_a_team():
    groups = [
        {"id": "t", "displayName": "Quay", "resourceProvisioningOptions": ["Team"]},
        {"id": "g", "displayName": "Pier", "resourceProvisioningOptions": []},
    ]

    assert rows("groups", "teams", *groups) == [{"team": "t", "name": "Quay"}]


def test_credentials_name_their_application_and_never_their_value():
    application = {
        "appId": "a",
        "owners": [{"id": "ana"}],
        "signInAudience": "AzureADMyOrg",
        "passwordCredentials": [{"keyId": "k", "secretText": "x", "endDateTime": "2026-02-01"}],
    }
    made = tables("applications", application)
    [secret] = made["application_credentials"].frame.rows(named=True)

    assert made["applications"].frame.rows(named=True) == [
        {"application": "a", "audience": "this tenant", "owner": "ana"}
    ]
    assert secret["kind"] == "secret"
    assert secret["ends_at"] == datetime(2026, 2, 1, tzinfo=UTC)
    assert "x" not in secret.values()


def test_a_service_principal_has_its_earliest_certificate_and_names_its_permissions():
    principal = {
        "id": "sp",
        "servicePrincipalType": "ManagedIdentity",
        "preferredSingleSignOnMode": "notSupported",
        "keyCredentials": [
            {"endDateTime": "2027-01-01T00:00:00Z"},
            {"endDateTime": "2026-06-01T00:00:00Z"},
        ],
        "appRoles": [{"id": "r", "value": "Mail.Read"}],
    }
    [made, names] = resources()["servicePrincipals"].parse(Answer([principal]))

    [row] = made.frame.rows(named=True)
    assert (row["kind"], row["single_sign_on"]) == ("managed_identity", None)
    assert row["certificate_ends_at"] == datetime(2026, 6, 1, tzinfo=UTC)
    assert names == Names({"r": "Mail.Read"})


def test_a_grant_lists_its_scopes():
    grant = {"id": "g", "consentType": "AllPrincipals", "scope": " User.Read Mail.Read "}

    [row] = rows("oauth2PermissionGrants", "delegated_grants", grant)
    assert (row["consent"], row["scopes"]) == ("all", ["User.Read", "Mail.Read"])


def test_a_role_is_named_and_marked_by_its_template():
    given = {"principalId": "chen", "roleDefinitionId": GLOBAL_ADMINISTRATOR}
    own = {"principalId": "dara", "roleDefinitionId": "our-own-role"}
    chen, dara = rows("roleAssignments", "role_assignments", given, own)

    assert (chen["role_name"], chen["privileged"], chen["scope"]) == (
        "Global Administrator",
        True,
        "/",
    )
    assert (dara["role_name"], dara["privileged"]) == (None, None)
    assert sum(IS_PRIVILEGED.values()) == 29


def test_an_activated_role_is_eligible_and_its_end_is_not_the_end_of_the_eligibility():
    given = {
        "principalId": "chen",
        "roleDefinitionId": GLOBAL_ADMINISTRATOR,
        "directoryScopeId": "/",
        "startDateTime": "2026-01-09T08:00:00Z",
        "endDateTime": "2026-01-09T12:00:00Z",
    }
    used = {**given, "assignmentType": "Activated"}
    standing = {**given, "assignmentType": "Assigned", "principalId": "dara"}
    chen, dara = rows("roleAssignmentScheduleInstances", "role_assignments", used, standing)

    assert (chen["assignment"], chen["ends_at"]) == ("eligible", None)
    assert (dara["assignment"], dara["ends_at"]) == (
        "standing",
        datetime(2026, 1, 9, 12, tzinfo=UTC),
    )


def test_a_managed_device_goes_by_its_directory_id():
    managed = {"id": "m", "azureADDeviceId": "d", "complianceState": "noncompliant", "userId": ""}
    unjoined = {"id": "n", "azureADDeviceId": "00000000-0000-0000-0000-000000000000"}
    first, second = rows("managedDevices", "devices", managed, unjoined)

    assert (first["device"], first["managed"], first["compliant"]) == ("d", True, False)
    assert (second["device"], second["compliant"], second["owner"]) == ("n", None, None)


def test_seats_that_are_suspended_or_in_warning_are_added():
    sku = {
        "skuId": "e3",
        "skuPartNumber": "SPE_E3",
        "consumedUnits": 14,
        "prepaidUnits": {"enabled": 25, "suspended": 2, "warning": 1},
        "servicePlans": [{"servicePlanName": "TEAMS1"}],
    }

    assert rows("subscribedSkus", "licences_bought", sku) == [
        {
            "sku": "e3",
            "name": "SPE_E3",
            "bought": 25,
            "assigned": 14,
            "suspended": 3,
            "plans": ["TEAMS1"],
        }
    ]


def test_a_negative_number_costs_the_row():
    made = tables("subscribedSkus", {"skuId": "e3", "consumedUnits": -1})["licences_bought"]

    assert made.frame.is_empty()
    assert made.refused[0].why == "consumedUnits is -1, less than 0"


@pytest.mark.parametrize(
    ("site", "id"),
    [
        ({"webUrl": "https://h.example/sites/a"}, COLLECTION),
        ({"webUrl": "https://h.example/sites/a/sub"}, f"h.example,{COLLECTION},{WEB}"),
    ],
)
def test_a_site_goes_by_its_collection_and_a_subsite_by_its_whole_name(site, id):
    [row] = rows("sites", "sites", {"id": f"h.example,{COLLECTION},{WEB}", **site})

    assert row["site"] == id


def test_personal_sites_are_left_to_the_drives():
    site = {"id": "s", "webUrl": "https://h.example", "isPersonalSite": True}

    assert rows("sites", "sites", site) == []


def test_a_drive_names_its_owner_and_size():
    drive = {
        "id": "b!x",
        "driveType": "business",
        "owner": {"user": {"email": "Ana@harbour.example"}},
        "quota": {"used": 12},
    }
    [row] = rows("drives", "drives", drive)

    assert (row["kind"], row["owner"], row["size_bytes"]) == ("personal", "ana@harbour.example", 12)


def test_sign_ins_are_counted_and_failed_ones_are_not_use():
    event = {
        "userId": "ana",
        "appId": "exo",
        "clientAppUsed": "IMAP4",
        "createdDateTime": "2026-01-08T10:00:00Z",
        "status": {"errorCode": 0},
    }
    blocked = event | {"clientAppUsed": "POP3", "status": {"errorCode": 53003}}
    modern = event | {"clientAppUsed": "Browser"}
    made = rows("signIns", "sign_ins", event, event, blocked, modern)

    assert [(row["client_app"], row["count"], row["legacy"]) for row in made] == [
        ("IMAP4", 2, True),
        ("Browser", 1, False),
    ]


def test_people_who_only_read_a_calendar_are_not_delegates():
    permissions = [
        {"role": "delegateWithPrivateEventAccess", "emailAddress": {"address": "Ben@h.example"}},
        {"role": "read", "emailAddress": {"address": "dara@h.example"}},
        {"role": "freeBusyRead", "emailAddress": {"name": "My Organization"}},
    ]

    assert rows(
        "calendarPermissions", "calendar_delegates", *permissions, parents=("ana",) * 3
    ) == [{"delegate": "ben@h.example", "private_items": True, "mailbox": "ana"}]


def test_a_policy_is_one_setting_per_value():
    policy = {
        "@odata.context": "x",
        "id": "authenticationMethodsPolicy",
        "registrationEnforcement": {"state": "disabled"},
        "authenticationMethodConfigurations": [{"id": "Fido2", "state": "enabled"}],
    }
    made = rows("authenticationMethodsPolicy", "settings", policy)
    values = {row["setting"]: row["value"] for row in made}

    assert {(row["area"], row["object"]) for row in made} == {
        ("authentication_methods_policy", "authenticationMethodsPolicy")
    }
    assert values["registrationenforcement.state"] == '"disabled"'
    assert values["authenticationmethodconfigurations.fido2.state"] == '"enabled"'
    assert values["authenticationmethodconfigurations"] == '[{"id":"Fido2","state":"enabled"}]'


def test_the_organisation_states_the_name_of_the_tenant():
    given = list(resources()["organization"].parse(Answer([{"displayName": "Harbour Foods"}])))

    assert given[-1] == Tenant("Harbour Foods")
