"""Whatever bytes a file holds, a reader reads, refuses, or raises InputError; nothing else."""

import contextlib
import json
import tempfile
from pathlib import Path

import pytest
from collect.exports import export, reading
from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage.collect.csv_set.template import template_files
from pilotage.collect.files import READERS
from pilotage.facts.errors import InputError

CSV = "user,upn,enabled,created_at,vip\nana,ana@harbour.example,true,2026-01-01,no\n" * 3
KONVEYOR = (
    "Record Type 1,Application Name,Comments,Owner\n1,Ledger,,Ana <a@b.example>\n2,Ledger,,\n"
)
LDIF = """\
version: 1

dn: cn=Ana,dc=harbour
objectClass: user
objectGUID:: AAAAAAAAAAAAAAAAAAAAAA==
userAccountControl: 512
whenCreated: 20200131180509.0Z
proxyAddresses: SMTP:ana@harbour.example

dn:: Y249c3RhZmY=
objectClass: group
groupType: 2
member: cn=Ana,
 dc=harbour
"""
PROVIDER = {
    "privileged_users": {"chen": {"DisplayName": "Chen", "roles": ["Admin"]}},
    "privileged_roles": [{"DisplayName": "Admin", "Assignments": {"PrincipalId": "chen"}}],
    "domain_settings": {"Id": "a.example", "SupportedServices": "Email"},
    "spf_records": {"domain": "a.example", "rdata": ["v=spf1 -all"]},
    "license_information": [{"SkuId": "s", "PrepaidUnits": {"Enabled": 5}}],
    "risky_applications": {"AppId": "a", "KeyCredentials": {"KeyId": "k"}},
    "conditional_access_policies": [{"Id": "p", "Conditions": {"Users": {}}}],
    "aad_unsuccessful_commands": ["Get-PrivilegedRole"],
}
GOOGLE = """\
First Name [Required],Last Name [Required],Email Address [Required],Org Unit Path [Required],\
Status [READ ONLY],Last Sign In [READ ONLY],2sv Enrolled [READ ONLY],Email Usage [READ ONLY]
Ana,Sol,ana@harbour.example,/,Active,2026/01/08 09:30:00,True,1.5GB
Ben,Kay,ben@harbour.example,/,Suspended,Never logged in,False,0.0GB
"""
DIRECTORY = {
    "kind": "admin#directory#users",
    "users": [
        {
            "id": "101",
            "primaryEmail": "ana@harbour.example",
            "name": {"fullName": "Ana Sol"},
            "aliases": ["a@harbour.example"],
            "organizations": [{"title": "Director", "primary": True}],
            "isEnrolledIn2Sv": True,
        }
    ],
}
HOUND = {
    "data": [
        {
            "ObjectIdentifier": "S-1-5-21-1-2-3-512",
            "Properties": {"name": "ADMINS@A.EXAMPLE", "domain": "A.EXAMPLE", "whencreated": 9},
            "Members": [{"ObjectIdentifier": "S-1-5-21-1-2-3-1101", "ObjectType": "User"}],
        }
    ],
    "meta": {"type": "groups", "version": 6},
}
TESTS = {
    "FailedCount": 1,
    "TestResultSummary": {},
    "ExecutedAt": "2026-01-08T09:00:00Z",
    "Tests": [{"Id": "MT.1", "TestId": "1", "Result": "Passed", "TestStatus": "Passed"}],
}
PROWLER = [
    {
        "status_code": "PASS",
        "time": 9,
        "metadata": {"event_code": "x", "product": {"name": "Prowler"}},
        "finding_info": {"title": "X"},
        "resources": [{"uid": "r"}],
        "unmapped": {"compliance": {"CIS-4.0": ["1.1.1"]}},
    }
]
VERDICTS = {
    "MetaData": {"Tool": "ScubaGear", "TimestampZulu": "2026-01-08T09:00:00Z"},
    "Results": {"AAD": [{"Controls": [{"Control ID": "MS.AAD.1.1v1", "Result": "Pass"}]}]},
    "Raw": PROVIDER,
}
CONFIG = (
    "ProductNames: [aad]\nAad:\n  MS.AAD.1.1v1: &x\n    CapExclusions:\n      Users:\n        - a\n"
)
WHOLE = {
    "csv_set": ("users.csv", CSV),
    "google_csv": ("people.csv", GOOGLE),
    "google_directory": ("people.json", json.dumps(DIRECTORY)),
    "konveyor": ("apps.csv", KONVEYOR),
    "ldif": ("people.ldif", LDIF),
    "maester": ("results.json", json.dumps(TESTS)),
    "prowler": ("findings.json", json.dumps(PROWLER)),
    "scuba_config": ("config.yaml", CONFIG),
    "scuba_results": ("ScubaResults.json", json.dumps(VERDICTS)),
    "scubagear": ("ProviderSettingsExport.json", json.dumps(PROVIDER)),
    "sharphound": ("groups.json", json.dumps(HOUND)),
    "zero_trust": ("report.json", json.dumps(TESTS)),
}


def survives(reader: str, name: str, raw: bytes, encoding: str = "utf-8") -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = export(Path(folder), name, raw, encoding)
        READERS.load()[reader].recognise(file)
        with contextlib.suppress(InputError):
            reading(reader, file)


@pytest.mark.parametrize("reader", sorted(WHOLE))
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_file_cut_off_anywhere(reader, data):
    name, text = WHOLE[reader]
    raw = text.encode()
    survives(reader, name, raw[: data.draw(st.integers(0, len(raw)))])


@pytest.mark.parametrize("reader", sorted(WHOLE))
@settings(max_examples=40, deadline=None)
@given(raw=st.binary(max_size=400), encoding=st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_random_bytes(reader, raw, encoding):
    survives(reader, WHOLE[reader][0], raw, encoding)


@pytest.mark.parametrize("reader", sorted(WHOLE))
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_file_with_some_bytes_changed(reader, data):
    name, text = WHOLE[reader]
    raw = bytearray(text.encode())
    for _ in range(data.draw(st.integers(1, 6))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(
            st.sampled_from(b'"\n,;{}[]:-1a\xff')
        )
    survives(reader, name, bytes(raw))


@settings(max_examples=60, deadline=None)
@given(
    name=st.sampled_from(sorted(template_files())),
    rows=st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=6), max_size=6),
)
def test_a_table_with_random_rows(name, rows):
    header = template_files()[name].splitlines()[0]
    body = "\n".join(",".join(row) for row in rows)
    survives("csv_set", name, f"{header}\n{body}".encode("utf-8", "replace"))
