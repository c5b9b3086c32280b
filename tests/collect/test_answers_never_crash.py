"""Whatever a saved answer or report holds, it is read, refused, or left; nothing else happens."""

import contextlib
import json
import tempfile
from pathlib import Path

import pytest
from harbour import NOW
from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage.collect.files.folder import Reading, read_folder
from pilotage.collect.graph import Answer, resources
from pilotage.facts.errors import InputError
from pilotage.facts.tables import TABLES

GUID = "d36894ae-94ae-4368-ae94-68d3ae9468d3"
WORDS = """
id appId skuId keyId deviceId azureADDeviceId principalId roleDefinitionId proxyAddresses
assignedLicenses signInActivity manager members owners groupTypes mailEnabled
securityEnabled resourceProvisioningOptions passwordCredentials keyCredentials appRoles
servicePlans prepaidUnits consumedUnits conditions grantControls sessionControls ipRanges
quota owner driveType webUrl status clientAppUsed emailAddress role scope registeredOwners
createdDateTime userType isVerified displayName value @removed @odata.type assignmentType
directoryScopeId verifiedBy countriesAndRegions isPersonalSite passwordValidityPeriodInDays
"""
PROPERTIES = WORDS.split()
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(["", GUID, "SMTP:a@b.example", "2026-01-08T10:00:00Z", "Unified", "Team"])
    | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(PROPERTIES) | st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=12,
)
OBJECTS = st.dictionaries(st.sampled_from(PROPERTIES), VALUES, max_size=8).map(
    lambda some: {"id": GUID, **some}
)
NAMES = (
    "users.json",
    "groups-001.json",
    f"group-members/{GUID}.json",
    "signIns.json",
    "conditionalAccess_policies.json",
    "organization.json",
    "odd.json",
    "getMailboxUsageDetail.csv",
)
USERS = json.dumps(
    {
        "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#users",
        "value": [
            {
                "id": GUID,
                "userPrincipalName": "ana@harbour.example",
                "proxyAddresses": ["SMTP:ana@harbour.example"],
                "assignedLicenses": [{"skuId": GUID, "disabledPlans": []}],
                "signInActivity": {"lastSignInDateTime": "2026-01-08T10:00:00Z"},
            }
        ],
    }
)
MAILBOXES = (
    "Report Refresh Date,User Principal Name,Is Deleted,Last Activity Date,Item Count,"
    "Storage Used (Byte),Report Period\n"
    "2026-01-08,ana@harbour.example,False,2026-01-07,12,3400,180\n"
)
WHOLE = {"users.json": USERS, "getMailboxUsageDetail.csv": MAILBOXES}


def read(name: str, raw: bytes) -> Reading | None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
        with contextlib.suppress(InputError):
            return read_folder([Path(folder)], side="source", taken_at=NOW)
    return None


def is_whole(reading: Reading | None) -> None:
    """Every table that came out has the columns and the key that the dictionary promises."""
    for name, capture in reading.snapshot.captures.items() if reading else ():
        table = TABLES[name]
        assert capture.frame.schema == table.schema
        assert not capture.frame.select(table.key).is_duplicated().any()


@pytest.mark.parametrize("name", sorted(WHOLE))
@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_a_file_cut_off_anywhere_is_never_half_kept(name, data):
    raw = WHOLE[name].encode()
    reading = read(name, raw[: data.draw(st.integers(0, len(raw) - 1))])

    assert name.endswith(".csv") or reading is None
    is_whole(reading)


@pytest.mark.parametrize("resource", sorted(resources()))
@settings(max_examples=12, deadline=None)
@given(objects=st.lists(OBJECTS | VALUES, max_size=4))
def test_a_parser_refuses_objects_of_any_other_shape(resource, objects):
    for given_ in resources()[resource].parse(Answer(objects, "x", [GUID] * len(objects))):
        assert given_ is not None


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=12, deadline=None)
@given(body=VALUES | st.fixed_dictionaries({"value": st.lists(OBJECTS | VALUES, max_size=4)}))
def test_json_of_any_shape_is_read_or_left(name, body):
    is_whole(read(name, json.dumps(body).encode("utf-8", "replace")))


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=12, deadline=None)
@given(raw=st.binary(max_size=300))
def test_random_bytes_are_read_or_left(name, raw):
    is_whole(read(name, raw))


@settings(max_examples=120, deadline=None)
@given(rows=st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=9), max_size=6))
def test_a_report_with_random_rows_is_read_or_left(rows):
    body = "\n".join(",".join(row) for row in rows)
    is_whole(read("getMailboxUsageDetail.csv", (MAILBOXES + body).encode("utf-8", "replace")))
