"""Computers and servers of Active Directory."""

from datetime import UTC, datetime

from collect.ldif.written import dn, entry, read

COMPUTER = ("top", "person", "user", "computer")
DESK = entry(
    "DESK-1",
    *COMPUTER,
    dNSHostName="DESK-1.harbour.example",
    operatingSystem="Windows 11 Pro",
    operatingSystemVersion="10.0 (22631)",
    userAccountControl="4098",
    lastLogonTimestamp="133801347090000000",
)


def test_a_computer_is_read_whole(tmp_path):
    assert read(tmp_path, DESK).rows("devices") == [
        {
            "device": dn("DESK-1"),
            "name": "desk-1.harbour.example",
            "os": "Windows 11 Pro",
            "os_version": "10.0 (22631)",
            "last_seen_at": datetime(2024, 12, 31, 16, 5, 9, tzinfo=UTC),
            "enabled": False,
            "trust": "domain_joined",
        }
    ]


def test_servers_and_domain_controllers_are_servers_and_desks_are_not(tmp_path):
    files = entry("FS", *COMPUTER, operatingSystem="Windows Server 2019", location="Quay 1")
    rules = entry("DC", *COMPUTER, operatingSystem="Samba", userAccountControl="532480")

    rows = read(tmp_path, DESK, files, rules).rows("servers")

    assert [(row["server"], row["role"], row["office"]) for row in rows] == [
        ("fs", None, "Quay 1"),
        ("dc", "domain controller", None),
    ]


def test_a_managed_service_account_is_a_service_and_no_computer(tmp_path):
    account = entry("svc", *COMPUTER, "msDS-GroupManagedServiceAccount")

    given = read(tmp_path, account)

    assert given.rows("devices") == []
    assert [row["employee_type"] for row in given.rows("users")] == ["service"]


def test_an_account_with_a_service_name_is_a_service_unless_its_employment_is_told(tmp_path):
    spn = {"servicePrincipalName": "http/intranet"}
    accounts = (
        entry("web", "user", **spn),
        entry("zoe", "user", employeeType="contractor", **spn),
        entry("ana", "user"),
    )

    rows = read(tmp_path, *accounts).rows("users")

    assert [row["employee_type"] for row in rows] == ["service", "contractor", None]
