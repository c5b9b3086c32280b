"""SharpHound files: people, groups, computers and who rules the domain."""

import json
import zipfile
from datetime import UTC, datetime

import pytest
from collect.exports import export, reading
from harbour import SHARED

from pilotage.collect.files import READERS
from pilotage.facts.errors import InputError

SAMPLE = SHARED / "data" / "bloodhound-ad-sample" / "ad_sampledata.zip"
SID = "S-1-5-21-1-2-3"


def properties(name, **more):
    return {"domain": "HARBOUR.EXAMPLE", "name": f"{name}@HARBOUR.EXAMPLE", **more}


ANA = {
    "ObjectIdentifier": f"{SID}-1101",
    "PrimaryGroupSID": f"{SID}-513",
    "Properties": properties(
        "ANA",
        samaccountname="ana",
        displayname="Ana Sol",
        email="Ana@harbour.example",
        enabled=True,
        whencreated=1580493909,
        lastlogon=0,
        lastlogontimestamp=1735661109,
        pwdlastset=-1,
    ),
}
ADMINS = {
    "ObjectIdentifier": f"{SID}-512",
    "Properties": properties("DOMAIN ADMINS", samaccountname="Domain Admins"),
    "Members": [
        {"ObjectIdentifier": f"{SID}-1101", "ObjectType": "User"},
        {"ObjectIdentifier": f"{SID}-1200", "ObjectType": "Group"},
    ],
}
DC = {
    "ObjectIdentifier": f"{SID}-1000",
    "Properties": {
        "name": "DC1.HARBOUR.EXAMPLE",
        "operatingsystem": "Windows Server 2022",
        "enabled": True,
        "isdc": True,
        "lastlogon": 1735661109,
    },
}
PC = {
    "ObjectIdentifier": f"{SID}-1001",
    "Properties": {"name": "PC1.HARBOUR.EXAMPLE", "operatingsystem": "Windows 11", "isdc": False},
}


def read(tmp_path, kind, *objects, version=6):
    meta = {"methods": 1, "type": kind, "count": len(objects), "version": version}
    text = json.dumps({"data": objects, "meta": meta})
    return reading("sharphound", export(tmp_path, f"2024_{kind}.json", text))


def test_a_person_is_read_and_never_is_no_time(tmp_path):
    given = read(tmp_path, "users", ANA)

    assert given.refused == ()
    [row] = given.rows("users")
    assert row == {
        "user": f"{SID}-1101",
        "upn": "ana@harbour.example",
        "address": "ana@harbour.example",
        "name": "Ana Sol",
        "kind": "member",
        "enabled": True,
        "employee_type": None,
        "created_at": datetime(2020, 1, 31, 18, 5, 9, tzinfo=UTC),
        "last_sign_in_at": datetime(2024, 12, 31, 16, 5, 9, tzinfo=UTC),
        "password_changed_at": None,
    }


def test_the_primary_group_is_a_membership(tmp_path):
    assert read(tmp_path, "users", ANA).rows("memberships") == [
        {"group": f"{SID}-513", "member": f"{SID}-1101", "member_kind": "user"}
    ]


def test_a_managed_service_account_is_no_person(tmp_path):
    account = ANA | {"Properties": properties("GMSA$")}

    assert read(tmp_path, "users", account).rows("users")[0]["employee_type"] == "service"


@pytest.mark.parametrize(
    ("group", "role", "name"),
    [
        (f"{SID}-512", "S-1-5-21-*-512", "Domain Admins"),
        ("HARBOUR.EXAMPLE-S-1-5-32-544", "S-1-5-32-544", "Administrators"),
    ],
)
def test_members_of_a_group_that_rules_the_domain_hold_a_role(tmp_path, group, role, name):
    renamed = ADMINS | {"ObjectIdentifier": group, "Properties": properties("RENAMED")}

    given = read(tmp_path, "groups", renamed)

    assert [
        (row["principal"], row["principal_kind"]) for row in given.rows("role_assignments")
    ] == [
        (f"{SID}-1101", "user"),
        (f"{SID}-1200", "group"),
    ]
    [assignment, _] = given.rows("role_assignments")
    assert (assignment["role"], assignment["role_name"]) == (role, name)
    assert (assignment["assignment"], assignment["scope"]) == ("standing", "harbour.example")


def test_members_of_another_group_hold_no_role(tmp_path):
    given = read(tmp_path, "groups", ADMINS | {"ObjectIdentifier": f"{SID}-1512"})

    assert len(given.rows("memberships")) == 2
    assert given.rows("role_assignments") == []


def test_a_bare_copy_of_a_group_is_not_a_second_group(tmp_path):
    bare = {"ObjectIdentifier": f"{SID}-512", "Properties": properties("DOMAIN ADMINS")}
    whole = ADMINS | {"Properties": ADMINS["Properties"] | {"whencreated": 1580493909}}

    [row] = read(tmp_path, "groups", bare | {"Members": []}, whole).rows("groups")

    assert row["created_at"] is not None


def test_computers_are_devices_and_those_that_serve_are_servers(tmp_path):
    given = read(tmp_path, "computers", DC, PC)

    assert [row["name"] for row in given.rows("devices")] == [
        "dc1.harbour.example",
        "pc1.harbour.example",
    ]
    assert given.rows("servers") == [
        {"os": "Windows Server 2022", "server": "dc1.harbour.example", "role": "domain controller"}
    ]


def test_a_domain_is_read_and_its_trusts_are_said(tmp_path):
    domain = {
        "ObjectIdentifier": SID,
        "Properties": {"name": "HARBOUR.EXAMPLE"},
        "Trusts": [{"TargetDomainName": "QUAY.EXAMPLE", "TrustDirection": "Inbound"}],
    }

    given = read(tmp_path, "domains", domain)

    assert given.rows("domains") == [{"domain": "harbour.example"}]
    assert "Inbound with QUAY.EXAMPLE" in given.notes[0]


def test_system_identities_and_deleted_objects_are_left_and_counted(tmp_path):
    service = ANA | {"ObjectIdentifier": "HARBOUR.EXAMPLE-S-1-5-20"}
    deleted = ANA | {"ObjectIdentifier": f"{SID}-9", "IsDeleted": True}

    given = read(tmp_path, "users", ANA, service, deleted)

    assert [row["user"] for row in given.rows("users")] == [f"{SID}-1101"]
    assert "left 2 deleted objects and system identities" in given.notes[0]


def test_a_kind_that_no_table_needs_is_left_with_the_reason(tmp_path):
    given = read(tmp_path, "gpos", {"ObjectIdentifier": "x"})

    assert given.batches == ()
    assert given.refused[0].why == "holds gpos, which no table needs yet"


@pytest.mark.parametrize("odd", [7, {"Properties": {"name": "X"}}, ANA | {"Properties": 3}])
def test_an_object_of_another_shape_is_refused_and_the_rest_is_kept(tmp_path, odd):
    given = read(tmp_path, "users", odd, ANA)

    assert [row["user"] for row in given.rows("users")] == [f"{SID}-1101"]
    assert [refusal.rows for refusal in given.refused] == [1]


def test_an_old_version_is_refused_with_what_to_do(tmp_path):
    with pytest.raises(InputError, match=r"is of version 3\. Collect with a SharpHound"):
        read(tmp_path, "users", ANA, version=3)


def test_a_file_is_known_though_its_kind_stands_at_its_end(tmp_path):
    many = [ANA] * 2000
    text = json.dumps({"data": many, "meta": {"type": "users", "version": 5}})
    recognise = READERS.load()["sharphound"].recognise

    assert recognise(export(tmp_path, "a.json", text)) == "SharpHound users"
    assert recognise(export(tmp_path, "a.json", text[:-500])) == "SharpHound objects"
    assert recognise(export(tmp_path, "a.json", '{"value": []}')) == ""


def test_a_file_that_is_cut_off_is_refused_whole(tmp_path):
    text = json.dumps({"data": [ANA], "meta": {"type": "users", "version": 5}})

    with pytest.raises(InputError, match="ends in the middle"):
        reading("sharphound", export(tmp_path, "a.json", text[:-40]))


@pytest.mark.skipif(not SAMPLE.is_file(), reason="shared data absent")
def test_the_sample_of_three_domains_is_read_without_a_bad_row(tmp_path):
    counts = {"users": 0, "groups": 0, "devices": 0, "servers": 0, "domains": 0}
    with zipfile.ZipFile(SAMPLE) as archive:
        for name in archive.namelist():
            given = reading("sharphound", export(tmp_path, name, archive.read(name)))
            assert [refusal for refusal in given.refused if refusal.rows] == []
            for table in counts:
                counts[table] += len(given.rows(table))
    assert counts == {"users": 96, "groups": 205, "devices": 34, "servers": 16, "domains": 3}
