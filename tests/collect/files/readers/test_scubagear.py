"""ScubaGear exports: the traces of PowerShell are undone, and what failed is not taken for none."""

import gzip
import json
from datetime import UTC, datetime

import pytest
from collect.exports import export, reading
from harbour import SHARED

from pilotage.collect.files import READERS
from pilotage.collect.files.folder import read_folder
from pilotage.collect.scubagear.areas import NAMES
from pilotage.facts.errors import InputError

FOLDER = SHARED / "data" / "scubagear-sample"
GLOBAL = "62e90394-69f5-4237-9190-012177145e10"

PROVIDER = {
    "baseline_version": "1",
    "timestamp_zulu": "2026-01-09T09:00:00.307Z",
    "tenant_details": [{"DisplayName": "Harbour Foods", "TenantId": "t"}],
    "conditional_access_policies": {
        "Id": "p1",
        "DisplayName": "MFA",
        "State": "enabled",
        "Conditions": {"Users": {"IncludeUsers": "All"}, "ClientAppTypes": ["all"]},
        "GrantControls": {"Operator": "OR", "BuiltInControls": ["mfa"]},
    },
    "privileged_users": {
        "chen": {
            "DisplayName": "Chen",
            "OnPremisesImmutableId": "x",
            "roles": "Global Administrator",
        },
        "ben": {
            "DisplayName": "Ben",
            "OnPremisesImmutableId": None,
            "roles": ["Global Administrator"],
        },
    },
    "privileged_roles": [
        {
            "DisplayName": "Global Administrator",
            "RoleTemplateId": GLOBAL,
            "Assignments": {
                "PrincipalId": "chen",
                "AssignmentType": "Assigned",
                "DirectoryScopeId": "/",
                "StartDateTime": "/Date(1613679244000)/",
                "EndDateTime": None,
            },
            "Rules": [{"Id": "Expiration_Admin_Eligibility"}],
        }
    ],
    "domain_settings": {
        "Id": "Harbour.example",
        "IsVerified": True,
        "AuthenticationType": "Managed",
        "SupportedServices": "Email",
        "PasswordValidityPeriodInDays": 2147483647,
    },
    "spf_records": {
        "domain": "harbour.example",
        "rdata": ["v=spf1 -all"],
        "log": [{"query_name": "harbour.example", "query_answers": "v=spf1 -all"}],
    },
    "dmarc_records": [{"domain": "harbour.example", "rdata": ["v=DMARC1; p=none"]}],
    "license_information": [
        {
            "SkuId": "s",
            "SkuPartNumber": "SPE_E3",
            "ConsumedUnits": 4,
            "PrepaidUnits": {"Enabled": 5, "Suspended": 0},
        }
    ],
    "outbound_connectors": [None],
    "defender_license": True,
    "aad_successful_commands": ["Get-PrivilegedUser"],
    "aad_unsuccessful_commands": [],
}


def read(tmp_path, **changes):
    text = json.dumps({**PROVIDER, **changes})
    return reading("scubagear", export(tmp_path, "ProviderSettingsExport.json", text))


def setting(given, area, name, thing=None):
    return [
        row["value"]
        for row in given.rows("settings")
        if (row["area"], row["setting"]) == (area, name) and thing in (None, row["object"])
    ]


def missing(given, table):
    [batch] = [batch for batch in given.batches if batch.table.name == table]
    return batch.missing


def test_an_object_that_was_a_list_of_one_is_a_list_again(tmp_path):
    given = read(tmp_path)

    [policy] = given.rows("conditional_access_policies")
    assert (policy["include_users"], policy["grant_controls"]) == (["All"], ["mfa"])
    [domain] = given.rows("domains")
    assert (domain["domain"], domain["services"]) == ("harbour.example", ["Email"])
    assert given.refused == ()


def test_the_tenant_is_named(tmp_path):
    assert read(tmp_path).tenant == "Harbour Foods"


def test_users_are_said_to_be_the_privileged_ones_only(tmp_path):
    given = read(tmp_path)

    assert {row["user"]: row["immutable_id"] for row in given.rows("users")} == {
        "chen": "x",
        "ben": None,
    }
    assert missing(given, "users") == "only privileged users are in this export"


def test_a_role_without_an_assignment_of_its_own_is_unknown_not_standing(tmp_path):
    rows = {row["principal"]: row for row in read(tmp_path).rows("role_assignments")}

    assert rows["chen"]["assignment"] == "standing"
    assert rows["chen"]["starts_at"] == datetime(2021, 2, 18, 20, 14, 4, tzinfo=UTC)
    assert rows["ben"]["assignment"] == "unknown"
    assert {row["role"] for row in rows.values()} == {GLOBAL}
    assert {row["principal_kind"] for row in rows.values()} == {"user"}


def test_an_activated_role_is_eligible(tmp_path):
    [role] = PROVIDER["privileged_roles"]
    given = role["Assignments"] | {"AssignmentType": "Activated"}

    rows = read(tmp_path, privileged_roles=[role | {"Assignments": [given]}]).rows(
        "role_assignments"
    )

    [row] = [row for row in rows if row["principal"] == "chen"]
    assert (row["assignment"], row["starts_at"]) == ("eligible", None)


def test_dns_answers_stand_under_the_name_that_was_asked(tmp_path):
    rows = read(tmp_path).rows("dns_records")

    assert {(row["name"], row["value"]) for row in rows} == {
        ("harbour.example", "v=spf1 -all"),
        ("_dmarc.harbour.example", "v=DMARC1; p=none"),
    }


@pytest.mark.parametrize(
    ("result", "values"),
    [
        ("Query returned NXDomain", [""]),
        ("Query returned 0 txt records", [""]),
        ("Query resulted in exception, DNS_ERROR", []),
        ("Query returned response code 2", []),
        ("NA, DoH servers unreachable", []),
        (None, []),
    ],
)
def test_a_name_without_a_record_is_told_from_a_query_that_failed(tmp_path, result, values):
    query = {"query_name": "a.example", "query_answers": [], "query_result": result}
    records = [{"domain": "a.example", "rdata": [], "log": [query]}]

    rows = read(tmp_path, spf_records=records, dmarc_records=[]).rows("dns_records")

    assert [row["value"] for row in rows] == values


def test_licences_are_counted(tmp_path):
    assert read(tmp_path).rows("licences_bought") == [
        {"sku": "s", "name": "SPE_E3", "bought": 5, "assigned": 4, "suspended": 0}
    ]


def test_every_value_is_a_setting_under_a_path_in_lower_case(tmp_path):
    given = read(tmp_path)

    assert setting(given, "conditional_access_policies", "conditions.users.includeusers") == [
        '"All"'
    ]
    assert setting(given, "privileged_roles", "rules", "Global Administrator") == [
        '[{"Id":"Expiration_Admin_Eligibility"}]'
    ]
    assert setting(given, "defender_license", "value") == ["true"]


def test_an_empty_area_differs_from_one_that_is_not_there(tmp_path):
    given = read(tmp_path)

    assert setting(given, "areas", "objects", "outbound_connectors") == ["0"]
    assert setting(given, "areas", "objects", "inbound_connectors") == []
    assert [row for row in given.rows("settings") if row["area"] == "outbound_connectors"] == []


@pytest.mark.parametrize(
    ("command", "area", "table"),
    [
        ("Get-MgBetaIdentityConditionalAccessPolicy", "conditional_access_policies", None),
        ("Get-PrivilegedUser", "privileged_users", "users"),
        ("Get-PrivilegedRole", "privileged_roles", "role_assignments"),
        ("Get-MgBetaDomain", "domain_settings", "domains"),
        ("Get-ScubaDkimRecord", "dkim_records", "dns_records"),
        ("Get-MgBetaSubscribedSku", "license_information", "licences_bought"),
    ],
)
def test_a_table_whose_command_failed_is_not_whole(tmp_path, command, area, table):
    given = read(tmp_path, aad_unsuccessful_commands=[command], **{area: []})

    assert missing(given, table or area) == f"{command} failed when ScubaGear ran"
    assert setting(given, "commands", "aad", command) == ["false"]
    assert command in given.notes[0]


@pytest.mark.parametrize(
    ("area", "tables"),
    [
        ("privileged_users", {"users", "role_assignments", "settings"}),
        ("domain_settings", {"domains", "settings"}),
    ],
)
def test_an_export_of_one_area_gives_the_tables_of_that_area(tmp_path, area, tables):
    file = export(tmp_path, "part.json", json.dumps({area: PROVIDER[area]}))

    assert READERS.load()["scubagear"].recognise(file) == "ScubaGear provider export"
    assert {batch.table.name for batch in reading("scubagear", file).batches} == tables


def test_who_is_privileged_is_told_without_the_assignments(tmp_path):
    file = export(
        tmp_path, "part.json", json.dumps({"privileged_users": PROVIDER["privileged_users"]})
    )
    given = {batch.table.name: batch.frame for batch in reading("scubagear", file).batches}

    roles = given["role_assignments"].select(
        "principal", "role_name", "assignment", "principal_kind"
    )
    assert sorted(roles.rows()) == [
        ("ben", "Global Administrator", "unknown", "user"),
        ("chen", "Global Administrator", "unknown", "user"),
    ]


@pytest.mark.parametrize("area", [name for name in NAMES.split("|") if "\\" not in name])
def test_a_fragment_is_known_by_any_of_its_areas(tmp_path, area):
    file = export(tmp_path, "part.json", json.dumps({area: []}))

    assert READERS.load()["scubagear"].recognise(file) == "ScubaGear provider export"


def test_policies_without_an_id_are_kept_apart(tmp_path):
    nameless = {**PROVIDER["conditional_access_policies"], "Id": None}
    file = export(
        tmp_path, "part.json", json.dumps({"conditional_access_policies": [nameless] * 2})
    )
    given = {batch.table.name: batch for batch in reading("scubagear", file).batches}

    assert given["conditional_access_policies"].frame["policy"].to_list() == [
        "policy 0",
        "policy 1",
    ]
    assert given["conditional_access_policies"].refused == ()


def test_the_export_inside_the_results_is_found(tmp_path):
    text = json.dumps({"MetaData": {"Tool": "ScubaGear"}, "Results": {}, "Raw": PROVIDER})
    file = export(tmp_path, "ScubaResults_1.json", "\ufeff" + text)

    assert READERS.load()["scubagear"].recognise(file) == "ScubaGear results"
    assert reading("scubagear", file).tenant == "Harbour Foods"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (json.dumps(PROVIDER)[:-200], "ends in the middle"),
        ("[1, 2]", "holds no provider export"),
        ('{"MetaData": {"Tool": "ScubaGear"}, "Results": {}}', "without the export they rest on"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_whole(tmp_path, text, says):
    with pytest.raises(InputError, match=says):
        reading("scubagear", export(tmp_path, "ProviderSettingsExport.json", text))


@pytest.mark.parametrize("area", sorted(PROVIDER))
@pytest.mark.parametrize("value", [None, 7, "text", [], [[]], {"a": 1}, [{"Id": 3}]])
def test_an_area_of_another_shape_costs_no_other_area(tmp_path, area, value):
    given = read(tmp_path, **{area: value})

    assert given.frame("settings").height > 40


@pytest.mark.skipif(not FOLDER.is_dir(), reason="shared data absent")
@pytest.mark.parametrize("name", ["ProviderSettingsExport", "ScubaResults"])
def test_the_sample_of_a_real_tenant_is_read_whole_r8(tmp_path, name):
    raw = gzip.decompress((FOLDER / f"{name}.json.gz").read_bytes())

    given = reading("scubagear", export(tmp_path, f"{name}.json", raw))

    assert given.refused == ()
    counts = {
        table: sum(batch.frame.height for batch in given.batches if batch.table.name == table)
        for table in ("conditional_access_policies", "users", "domains", "licences_bought")
    }
    assert counts == {
        "conditional_access_policies": 7,
        "users": 3,
        "domains": 7,
        "licences_bought": 2,
    }
    settings = given.frame("settings")
    assert settings.select("area", "object", "setting").is_duplicated().sum() == 0


def test_a_domain_that_exchange_knows_too_is_listed_once(tmp_path):
    accepted = [
        {"DomainName": "harbour.example", "Default": True, "InitialDomain": False},
        {"DomainName": "Quay.example", "Default": False, "InitialDomain": False},
    ]

    given = read(tmp_path, accepted_domains=accepted)

    assert [(row["domain"], row["verified"]) for row in given.rows("domains")] == [
        ("harbour.example", True),
        ("quay.example", True),
    ]


def test_an_area_that_wraps_an_answer_of_graph_is_still_an_export(tmp_path):
    path = tmp_path / "fragment.json"
    context = "https://graph.microsoft.com/beta/$metadata#authenticationMethodsPolicy"
    policy = {"@odata.context": context, "PolicyMigrationState": "migrationComplete"}
    area = [{"authentication_method_policy": policy}]
    path.write_text(json.dumps({"authentication_method": area}))

    read = read_folder([path], side="source", taken_at=datetime(2026, 6, 1, tzinfo=UTC))

    assert [taken.reader for taken in read.taken] == ["scubagear"]
