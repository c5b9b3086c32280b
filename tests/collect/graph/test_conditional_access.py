"""Conditional Access: no condition is lost, whichever tool wrote the policy down."""

import pytest
from collect.answers import tables

from pilotage.collect.graph.conditional_access import conditional_access_rows
from pilotage.facts.tables import CONDITIONAL_ACCESS_POLICIES

GRAPH = {
    "id": "p1",
    "displayName": "MFA for everyone",
    "state": "enabled",
    "modifiedDateTime": "2024-01-03T20:07:59.0369305Z",
    "conditions": {
        "clientAppTypes": ["all"],
        "userRiskLevels": [],
        "platforms": None,
        "insiderRiskLevels": "minor,moderate",
        "authenticationFlows": {"transferMethods": "deviceCodeFlow,authenticationTransfer"},
        "applications": {
            "includeApplications": ["All"],
            "applicationFilter": {"mode": "include", "rule": 'x -eq "y"'},
        },
        "users": {
            "includeUsers": ["All"],
            "excludeGroups": ["sos"],
            "excludeGuestsOrExternalUsers": {
                "guestOrExternalUserTypes": "serviceProvider,b2bDirectConnectUser",
                "externalTenants": {"membershipKind": "enumerated", "members": ["t1"]},
            },
        },
        "devices": {"deviceFilter": {"mode": "exclude", "rule": "device.isCompliant"}},
        "clientApplications": {"includeServicePrincipals": ["ServicePrincipalsInMyTenant"]},
    },
    "grantControls": {
        "operator": "or",
        "builtInControls": ["mfa"],
        "termsOfUse": None,
        "authenticationStrength": {
            "displayName": "Phishing-resistant MFA",
            "allowedCombinations": ["fido2"],
            "createdDateTime": "2021-12-01T00:00:00Z",
        },
    },
    "sessionControls": {
        "signInFrequency": {"isEnabled": True, "value": 4},
        "persistentBrowser": {"isEnabled": False, "mode": "never"},
        "continuousAccessEvaluation": {"mode": "strictLocation"},
        "disableResilienceDefaults": None,
    },
}


def pascal(thing):
    """Write keys as PowerShell does."""
    if isinstance(thing, dict):
        return {key[:1].upper() + key[1:]: pascal(value) for key, value in thing.items()}
    return [pascal(one) for one in thing] if isinstance(thing, list) else thing


def row(policy):
    [made] = conditional_access_rows([policy]).frame.rows(named=True)
    return made


def changed(condition, value):
    return GRAPH | {"conditions": GRAPH["conditions"] | {condition: value}}


def test_every_condition_and_control_has_its_column():
    made = row(GRAPH)

    assert made["include_users"] == ["All"]
    assert made["exclude_groups"] == ["sos"]
    assert made["exclude_guest_types"] == ["serviceProvider", "b2bDirectConnectUser"]
    assert made["exclude_guest_tenants"] == ["t1"]
    assert made["insider_risk"] == ["minor", "moderate"]
    assert made["authentication_flows"] == ["deviceCodeFlow", "authenticationTransfer"]
    assert made["application_filter"] == 'x -eq "y"'
    assert (made["device_filter_mode"], made["device_filter"]) == ("exclude", "device.isCompliant")
    assert made["workload_identities"] == ["ServicePrincipalsInMyTenant"]
    assert (made["grant_operator"], made["grant_controls"]) == ("OR", ["mfa"])
    assert made["authentication_strength"] == "Phishing-resistant MFA"
    assert made["strength_combinations"] == ["fido2"]
    assert made["session_controls"] == ["continuousAccessEvaluation", "signInFrequency"]
    assert made["unknown"] == []


def test_all_columns_are_read_and_null_lists_are_empty():
    frame = conditional_access_rows([{"id": "p", "conditions": None}]).frame

    assert frame.schema == CONDITIONAL_ACCESS_POLICIES.schema
    assert frame["include_platforms"].to_list() == [[]]


def test_keys_in_any_case_give_the_same_row():
    assert row(pascal(GRAPH)) == row(GRAPH)


def test_a_list_that_collapsed_to_its_member_is_a_list():
    assert row(changed("clientAppTypes", "all")) == row(GRAPH)


@pytest.mark.parametrize(
    ("condition", "value", "path"),
    [
        ("times", {"includedRanges": ["night"]}, "conditions.times.includedranges"),
        ("devices", {"includeDevices": ["x"]}, "conditions.devices.includedevices"),
        (
            "clientApplications",
            {"servicePrincipalFilter": {"rule": "x"}},
            "conditions.clientapplications.serviceprincipalfilter.rule",
        ),
    ],
)
def test_a_condition_that_no_column_takes_is_named(condition, value, path):
    assert row(changed(condition, value))["unknown"] == [path]


def test_a_control_that_no_column_takes_is_named():
    grants = GRAPH["grantControls"] | {"customAuthenticationFactors": ["duo"]}

    assert row(GRAPH | {"grantControls": grants})["unknown"] == [
        "grantcontrols.customauthenticationfactors"
    ]


def test_a_filter_says_whether_it_lets_applications_in_or_out():
    out = {"applicationFilter": {"mode": "exclude", "rule": "x"}}

    assert row(GRAPH)["application_filter_mode"] == "include"
    assert row(changed("applications", out))["application_filter_mode"] == "exclude"


def test_workload_identities_that_are_left_out_have_their_column():
    made = row(changed("clientApplications", {"excludeServicePrincipals": ["x"]}))

    assert (made["exclude_workload_identities"], made["unknown"]) == (["x"], [])


@pytest.mark.parametrize(
    ("tenants", "read"),
    [
        ({"membershipKind": "all"}, ["all"]),
        ({"membershipKind": "enumerated", "members": []}, ["none"]),
        (None, []),
    ],
)
def test_guests_of_no_organisation_are_not_guests_of_every_one(tenants, read):
    guests = {"guestOrExternalUserTypes": "serviceProvider", "externalTenants": tenants}
    users = {"includeGuestsOrExternalUsers": guests}

    assert row(changed("users", users))["include_guest_tenants"] == read


@pytest.mark.parametrize(
    ("id", "name"),
    [("00000000-0000-0000-0000-000000000004", "Phishing-resistant MFA"), ("own", "own")],
)
def test_a_strength_that_is_given_by_its_id_alone_is_still_asked_for(id, name):
    made = row(GRAPH | {"grantControls": {"authenticationStrength": {"id": id}}})

    assert (made["authentication_strength"], made["grant_operator"]) == (name, "OR")


def test_an_operator_without_a_control_is_none():
    assert row(GRAPH | {"grantControls": {"operator": "AND"}})["grant_operator"] is None


@pytest.mark.parametrize(
    ("policy", "why"),
    [
        ({"id": None}, "id is empty"),
        ({"id": "p", "conditions": "all"}, "text on the way to conditions."),
        (changed("clientAppTypes", [1]), "conditions.clientapptypes holds a whole number"),
        (7, "a whole number where an object should be"),
    ],
)
def test_a_policy_of_another_shape_is_refused_with_its_place(policy, why):
    made = conditional_access_rows([GRAPH, policy], "ca.json")

    [refused] = made.refused
    assert made.frame.height == 1
    assert refused.where == "ca.json: value[1]"
    assert why in refused.why


def test_a_policy_nested_without_end_is_refused():
    bomb: object = "x"
    for _ in range(500):
        bomb = {"conditions": bomb}
    made = conditional_access_rows([bomb | {"id": "p"}])

    assert "nested deeper" in made.refused[0].why


def test_named_locations_keep_ranges_and_countries():
    made = tables(
        "namedLocations",
        {"id": "hq", "isTrusted": True, "ipRanges": [{"cidrAddress": "192.0.2.0/24"}]},
        {"id": "eu", "countriesAndRegions": ["NL"], "includeUnknownCountriesAndRegions": True},
    )

    rows = made["named_locations"].frame.rows(named=True)
    assert (rows[0]["kind"], rows[0]["ranges"], rows[0]["trusted"]) == (
        "ip",
        ["192.0.2.0/24"],
        True,
    )
    assert (rows[1]["kind"], rows[1]["countries"], rows[1]["includes_unknown"]) == (
        "country",
        ["NL"],
        True,
    )
