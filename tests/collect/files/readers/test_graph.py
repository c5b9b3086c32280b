"""Saved answers: pages, lists, lines, single objects, errors, and what is not one."""

import gzip
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from asking import ask_one
from collect.answers import page, read, save
from collect.exports import export, reading
from harbour import SHARED

from pilotage.collect.files import READERS
from pilotage.facts.errors import InputError
from pilotage.facts.finding import Outcome

ANA = {"id": "ana", "displayName": "Ana"}
BEN = {"id": "ben", "displayName": "Ben"}
CUT = "the answer ends with a next page that is not there"
MOCKS = SHARED / "data" / "graph-mocks" / "graph-v1_0-proxy-mocks.json.gz"


def people(result):
    return result.snapshot.captures["users"].frame["user"].to_list()


@pytest.mark.parametrize(
    "content",
    [
        page("users", ANA, BEN),
        [ANA, BEN],
        [page("users", ANA, more="users?$skiptoken=1"), page("users", BEN)],
        f"{json.dumps(ANA)}\n{json.dumps(BEN)}\n",
        {"value": [ANA, BEN]},
    ],
    ids=["page", "list", "pages", "lines", "no context"],
)
def test_people_are_read_however_the_answer_was_saved(tmp_path, content):
    result = read(save(tmp_path, users=content))

    assert people(result) == ["ana", "ben"]
    assert result.snapshot.captures["users"].missing == ""


def test_a_context_counts_more_than_the_name_of_the_file(tmp_path):
    result = read(save(tmp_path, groups=page("users", ANA)))

    assert people(result) == ["ana"]
    assert result.taken[0].holds == "users"


def test_a_single_object_is_an_answer_of_one(tmp_path):
    result = read(save(tmp_path, policy=page("policies/authorizationPolicy/$entity") | {"id": "a"}))

    assert "settings" in result.snapshot.captures


def test_an_answer_without_its_last_page_is_not_whole(tmp_path):
    result = read(save(tmp_path, users=page("users", ANA, more="users?$skiptoken=1")))

    assert people(result) == ["ana"]
    assert CUT in result.snapshot.captures["users"].missing


def test_an_error_says_what_was_withheld(tmp_path):
    denied = {"error": {"code": "Authorization_RequestDenied", "message": "Insufficient rights."}}
    result = read(save(tmp_path, users=page("users", ANA), signIns=denied))

    assert result.snapshot.captures["sign_ins"].missing == (
        "signIns.json: Graph answered Authorization_RequestDenied: Insufficient rights."
    )


def test_a_policy_that_was_withheld_leaves_the_others_readable(tmp_path):
    denied = {"error": {"code": "Authorization_RequestDenied", "message": "Insufficient rights."}}
    context = page("policies/adminConsentRequestPolicy/$entity")["@odata.context"]
    consent = {"@odata.context": context, "isEnabled": True, "reviewers": [{"query": "/users/a"}]}
    result = read(
        save(tmp_path, authorizationPolicy=denied, adminConsentRequestPolicy=consent)
    ).snapshot

    assert result.captures["settings"].missing == ""
    assert ask_one("access.consent_workflow_on", result).outcome is Outcome.PASSED
    guests = ask_one("access.guest_invites_restricted", result)
    assert guests.outcome is Outcome.NOT_ASSESSED
    assert "authorizationPolicy.json: Graph answered Authorization_RequestDenied" in guests.says


def test_a_person_without_a_mailbox_does_not_hide_the_delegates_of_others(tmp_path):
    gone = {"error": {"code": "MailboxNotEnabledForRESTAPI", "message": "No mailbox."}}
    kept = page("users('ana')/calendar/calendarPermissions")
    result = read(save(tmp_path, calendarPermissions__ana=kept, calendarPermissions__ben=gone))

    assert result.snapshot.captures["calendar_delegates"].missing == ""
    assert "No mailbox." in result.notes[0]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("groups__d36894ae-94ae-4368-ae94-68d3ae9468d3__members", page("directoryObjects", ANA)),
        ("group-members__d36894ae-94ae-4368-ae94-68d3ae9468d3", [ANA]),
        ("m", page("groups('d36894ae-94ae-4368-ae94-68d3ae9468d3')/members", ANA)),
        ("group-members", {"group": "d36894ae-94ae-4368-ae94-68d3ae9468d3", "value": [ANA]}),
    ],
    ids=["path", "folder", "context", "property"],
)
def test_members_belong_to_the_group_that_name_context_or_property_says(tmp_path, name, content):
    result = read(save(tmp_path, **{name: content}))

    [row] = result.snapshot.captures["memberships"].frame.rows(named=True)
    assert (row["group"], row["member"]) == ("d36894ae-94ae-4368-ae94-68d3ae9468d3", "ana")


def test_an_answer_that_no_table_takes_says_which_it_is(tmp_path):
    with pytest.raises(InputError, match=r"holds users/messages, which no table takes"):
        read(save(tmp_path, x=page("users('ana')/messages", {"id": "m"})))


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (json.dumps(page("users", ANA))[:-5], "ends in the middle"),
        ('{"value": [NaN]}', "is not JSON"),
        (b'{"value": [{"id": "\xff"}]}', "is not valid UTF-8"),
        ("[" * 5000 + "]" * 5000, "is not JSON: depth limit exceeded"),
        ('{"value": "ana"}', "value is text, not a list"),
        ('{"id": "ana", "displayName": "A"}\n{"id": ', "is not JSON"),
    ],
)
def test_a_file_that_is_no_answer_is_an_input_error_that_names_it(tmp_path, raw, says):
    file = export(tmp_path, "users.json", raw)

    with pytest.raises(InputError, match=says) as error:
        reading("graph", file)
    assert error.value.where.startswith("users.json")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_encoding_is_seen(tmp_path, encoding):
    (tmp_path / "users.json").write_text(
        json.dumps(page("users", ANA | {"displayName": "Añá"}), ensure_ascii=False),
        encoding=encoding,
    )

    assert read(tmp_path).snapshot.captures["users"].frame["name"].to_list() == ["Añá"]


@pytest.mark.parametrize(
    "foreign",
    [
        {"data": [{"ObjectIdentifier": "S-1-5-21-1", "Properties": {}}], "meta": {"type": "users"}},
        [{"Report Refresh Date": "2026-01-08", "User Principal Name": "a@b.example"}],
    ],
)
def test_the_exports_of_other_tools_are_left_to_their_readers(tmp_path, foreign):
    file = export(tmp_path, "users.json", json.dumps(foreign))

    assert READERS.load()["graph"].recognise(file) == ""


def test_an_answer_quoted_inside_something_else_is_not_read(tmp_path):
    quoted = [{"samples": [{"id": "a", "appRoleId": "r", "principalType": "User"}]}]

    with pytest.raises(InputError, match="looks like appRoleAssignedTo and holds none"):
        read(save(tmp_path, x=quoted))


SUPPORTED = (
    "applications",
    "applications/x",
    "devices",
    "domains",
    "drive",
    "groups",
    "groups/x/members",
    "groups/x/owners",
    "identity/conditionalAccess/namedLocations",
    "identity/conditionalAccess/policies",
    "oauth2PermissionGrants",
    "organization",
    "policies/adminConsentRequestPolicy",
    "policies/authenticationMethodsPolicy",
    "policies/authorizationPolicy",
    "policies/crossTenantAccessPolicy",
    "policies/identitySecurityDefaultsEnforcementPolicy",
    "reports/authenticationMethods/userRegistrationDetails",
    "roleManagement/directory/roleAssignmentScheduleInstances",
    "roleManagement/directory/roleAssignments",
    "roleManagement/directory/roleDefinitions",
    "roleManagement/directory/roleEligibilityScheduleInstances",
    "servicePrincipals",
    "servicePrincipals/x/appRoleAssignedTo",
    "sites",
    "sites/getAllSites",
    "subscribedSkus",
    "teams",
    "users",
    "users/x/calendar/calendarPermissions",
)


@cache
def mocks() -> list[dict[str, Any]]:
    return json.loads(gzip.decompress(MOCKS.read_bytes()))["mocks"]


def published(path: str) -> list[object]:
    """Return the answers to GET that the Graph documentation prints for one path."""
    return [
        mock["response"]["body"]
        for mock in mocks()
        if mock["request"].get("method", "GET") == "GET"
        and mock["request"]["url"].split("?")[0].replace("*", "x")
        == f"https://graph.microsoft.com/v1.0/{path}"
    ]


@pytest.mark.skipif(not MOCKS.exists(), reason="shared data absent")
def test_every_published_answer_of_a_supported_resource_is_read(tmp_path: Path):
    unread = []
    for path in SUPPORTED:
        for number, body in enumerate(published(path)):
            if isinstance(body, str):
                continue
            file = save(tmp_path / str(number), **{path.replace("/", "__"): body})
            try:
                read(file)
            except InputError as error:
                unread.append(f"{path}: {error}")

    assert unread == []
