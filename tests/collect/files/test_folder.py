"""Folders of exports: what is taken, what is left, and how many files become one table."""

import gzip
import json
import zipfile
from datetime import UTC, datetime

import pytest
from collect.answers import page, read, save
from harbour import NOW

from pilotage.collect.files import unpack
from pilotage.facts.errors import InputError
from pilotage.facts.snapshot import Refusal
from pilotage.facts.tables import GROUPS, MAILBOXES, USERS

ANA = {"id": "ana", "userPrincipalName": "ana@harbour.example", "mail": "a.sol@harbour.example"}
BEN = {"id": "ben", "userPrincipalName": "ben@harbour.example"}
REPORT = (
    "Report Refresh Date,User Principal Name,Is Deleted,Last Activity Date,Item Count,"
    "Storage Used (Byte),Report Period\n"
)


def usage(*upns):
    return REPORT + "".join(f"2026-01-08,{upn},False,2026-01-07,12,3400,180\n" for upn in upns)


def frame(result, table):
    return result.snapshot.captures[table].frame


def test_a_folder_says_what_it_took_and_what_it_left_and_why(tmp_path):
    save(tmp_path, users=page("users", ANA), deep__groups=page("groups", {"id": "g"}))
    (tmp_path / "notes.docx").write_bytes(b"PK\x03\x04 not an export")
    (tmp_path / "empty.json").touch()
    (tmp_path / "broken.json").write_text('{"value": [')
    (tmp_path / "later.csv.crdownload").write_text("half")
    (tmp_path / ".hidden.json").write_text("{}")
    result = read(tmp_path)

    assert [(one.file, one.reader, one.holds, dict(one.rows)) for one in result.taken] == [
        ("deep/groups.json", "graph", "groups", {"groups": 1}),
        ("users.json", "graph", "users", {"users": 1}),
    ]
    assert result.left == (
        Refusal("broken.json", "is in no format that Pilotage reads", 0),
        Refusal("empty.json", "is empty", 0),
        Refusal("later.csv.crdownload", "is a download that has not finished", 0),
        Refusal("notes.docx", "is a workbook or document; save its sheets as CSV in UTF-8", 0),
    )
    assert set(result.left) <= set(result.snapshot.refused)


def test_half_a_file_is_not_kept(tmp_path):
    save(tmp_path, users=page("users", ANA), groups=json.dumps(page("groups", {"id": "g"}))[:-3])
    result = read(tmp_path)

    assert frame(result, "groups").is_empty()
    assert "truncated or still being written" in result.left[0].why
    assert "truncated" in result.snapshot.missing(GROUPS)


@pytest.mark.parametrize("content", [None, "", "Dear Ana, nothing here."])
def test_a_folder_without_an_export_is_an_input_error(tmp_path, content):
    if content is not None:
        (tmp_path / "letter.txt").write_text(content)

    with pytest.raises(InputError, match="holds no") as error:
        read(tmp_path)
    assert str(tmp_path) in error.value.where


def test_a_path_that_is_not_there_is_an_input_error(tmp_path):
    with pytest.raises(InputError, match="does not exist"):
        read(tmp_path / "exports")


def test_pages_in_several_files_are_one_table(tmp_path):
    first = page("users", ANA, more="users?$skiptoken=1")
    result = read(save(tmp_path, **{"users-001": first, "users-002": page("users", BEN)}))

    assert frame(result, "users")["user"].to_list() == ["ana", "ben"]
    assert result.snapshot.missing(USERS) == ""


def test_a_page_that_is_lost_in_the_middle_is_missed(tmp_path):
    pages = {
        "users-001": page("users", ANA, more="users?$skiptoken=1"),
        "users-003": page("users", BEN),
    }
    result = read(save(tmp_path, **pages))

    assert "users-001.json names one and no file continues it" in result.snapshot.missing(USERS)


def test_the_members_of_each_group_are_an_answer_of_their_own(tmp_path):
    cut = page("groups('g1')/members", ANA, more="groups/g1/members?$skiptoken=1")
    result = read(save(tmp_path, a=cut, b=page("groups('g2')/members", BEN)))

    assert "next page" in result.snapshot.captures["memberships"].missing


def test_a_row_that_comes_twice_is_counted_and_the_first_one_counts(tmp_path):
    again = ANA | {"userPrincipalName": "other@harbour.example"}
    result = read(save(tmp_path, **{"users-001": [ANA], "users-002": [again, BEN]}))

    assert frame(result, "users")["upn"].to_list() == ["ana@harbour.example", "ben@harbour.example"]
    [refused] = result.snapshot.refused
    assert (refused.why, refused.rows, refused.tables) == (
        "the same user came again with another value; the first one counts",
        1,
        ("users",),
    )


def test_two_answers_that_complete_each_other_are_one_row(tmp_path):
    activity = {"id": "ana", "signInActivity": {"lastSignInDateTime": "2026-01-08T10:00:00Z"}}
    result = read(save(tmp_path, users=page("users", ANA), users_activity=page("users", activity)))

    [row] = frame(result, "users").rows(named=True)
    assert row["upn"] == "ana@harbour.example"
    assert row["last_sign_in_at"] == datetime(2026, 1, 8, 10, tzinfo=UTC)
    assert result.snapshot.refused == ()


def test_columns_of_different_sources_meet_in_one_row(tmp_path):
    save(tmp_path, users=page("users", ANA))
    (tmp_path / "mailboxes.csv").write_text("mailbox,kind\na.sol@harbour.example,shared\n")
    (tmp_path / "usage.csv").write_text(usage("Ana@Harbour.example"))
    result = read(tmp_path)
    capture = result.snapshot.captures["mailboxes"]

    [row] = capture.frame.rows(named=True)
    assert (row["mailbox"], row["kind"], row["size_bytes"]) == ("ana", "shared", 3400)
    assert {"kind", "size_bytes"} <= capture.read
    assert "mailboxes.csv" in capture.source
    assert "usage.csv" in capture.source


def test_only_columns_that_some_source_carried_are_read(tmp_path):
    result = read(save(tmp_path, **{"users-001": page("users", ANA), "users-002": page("users")}))

    assert result.snapshot.captures["users"].read == {"user", "upn", "address"}
    assert "without enabled" in result.snapshot.missing(USERS.needs("enabled"))


def test_a_sign_in_name_becomes_the_id_and_an_unknown_one_stays_and_is_said(tmp_path):
    save(tmp_path, users=page("users", ANA))
    (tmp_path / "usage.csv").write_text(usage("ANA@harbour.example", "gone@harbour.example"))
    result = read(tmp_path)

    assert frame(result, "mailboxes")["mailbox"].to_list() == ["ana", "gone@harbour.example"]
    assert result.notes[-1] == (
        "mailboxes: 1 rows belong to somebody who is not in users, "
        "such as gone@harbour.example; they are kept"
    )


def test_a_name_that_two_people_share_leads_to_neither(tmp_path):
    twin = BEN | {"userPrincipalName": "Ana@harbour.example"}
    save(tmp_path, users=page("users", ANA, twin))
    (tmp_path / "usage.csv").write_text(usage("ana@harbour.example"))

    assert frame(read(tmp_path), "mailboxes")["mailbox"].to_list() == ["ana@harbour.example"]


def test_an_alias_leads_to_its_holder_unless_it_is_a_sign_in_name(tmp_path):
    people = [
        ANA | {"proxyAddresses": ["smtp:sol@harbour.example", "smtp:ben@harbour.example"]},
        BEN,
    ]
    save(tmp_path, users=page("users", *people))
    (tmp_path / "usage.csv").write_text(usage("sol@harbour.example", "ben@harbour.example"))

    assert frame(read(tmp_path), "mailboxes")["mailbox"].to_list() == ["ana", "ben"]


def test_a_list_keyed_by_names_joins_the_directory(tmp_path):
    save(tmp_path, users=page("users", ANA))
    (tmp_path / "users.csv").write_text(
        "user,upn,vip\nana@harbour.example,ana@harbour.example,yes\n"
    )
    [row] = frame(read(tmp_path), "users").rows(named=True)

    assert (row["user"], row["vip"]) == ("ana", True)


def test_roles_and_permissions_are_named_by_the_files_that_know_them(tmp_path):
    given = {"principalId": "ana", "roleDefinitionId": "own", "directoryScopeId": "/"}
    assigned = {"id": "a", "principalId": "sp", "appRoleId": "r", "resourceId": "graph"}
    result = read(
        save(
            tmp_path,
            roleAssignments=[given],
            roleDefinitions=[{"id": "own", "displayName": "Berth planner", "rolePermissions": []}],
            appRoleAssignedTo=[assigned],
            servicePrincipals=[{"id": "graph", "appRoles": [{"id": "r", "value": "Mail.Read"}]}],
        )
    )

    assert frame(result, "role_assignments")["role_name"].to_list() == ["Berth planner"]
    assert frame(result, "app_role_assignments")["role"].to_list() == ["Mail.Read"]


def test_plain_role_assignments_are_not_needed_beside_schedules(tmp_path):
    role = {"principalId": "ana", "roleDefinitionId": "r", "directoryScopeId": "/"}
    result = read(
        save(
            tmp_path,
            roleAssignments=[role],
            roleAssignmentScheduleInstances=[role | {"assignmentType": "Activated"}],
        )
    )

    assert frame(result, "role_assignments")["assignment"].to_list() == ["eligible"]


def test_counted_events_of_several_pages_add_up(tmp_path):
    event = {
        "userId": "ana",
        "appId": "exo",
        "clientAppUsed": "IMAP4",
        "createdDateTime": "2026-01-08T10:00:00Z",
    }
    later = event | {"createdDateTime": "2026-01-08T12:00:00Z"}
    result = read(save(tmp_path, **{"signIns-1": [event, event], "signIns-2": [later]}))

    [row] = frame(result, "sign_ins").rows(named=True)
    assert (row["count"], row["last_at"]) == (3, datetime(2026, 1, 8, 12, tzinfo=UTC))


def test_a_last_sign_in_after_the_export_is_left_out_and_said(tmp_path):
    future = ANA | {"signInActivity": {"lastSignInDateTime": "2031-01-01T00:00:00Z"}}
    result = read(save(tmp_path, users=page("users", future)))

    assert frame(result, "users")["last_sign_in_at"].to_list() == [None]
    [refused] = result.snapshot.refused
    assert refused.where == "users.json"
    assert refused.why.startswith("last_sign_in_at lies after the export")


def test_a_device_of_directory_and_management_is_one_row(tmp_path):
    result = read(
        save(
            tmp_path,
            devices=[{"id": "o", "deviceId": "d", "trustType": "AzureAd"}],
            managedDevices=[{"id": "m", "azureADDeviceId": "d", "complianceState": "compliant"}],
        )
    )

    [row] = frame(result, "devices").rows(named=True)
    assert (row["device"], row["trust"], row["compliant"]) == ("d", "joined", True)


@pytest.mark.parametrize("wished", ["", "Quay Foods"])
def test_the_tenant_is_called_as_wished_else_as_the_export_says(tmp_path, wished):
    save(tmp_path, organization=page("organization", {"id": "o", "displayName": "Harbour Foods"}))

    assert read(tmp_path, tenant=wished).snapshot.tenant == (wished or "Harbour Foods")


def test_a_compressed_file_and_an_archive_are_opened(tmp_path):
    (tmp_path / "users.json.gz").write_bytes(gzip.compress(json.dumps(page("users", ANA)).encode()))
    with zipfile.ZipFile(tmp_path / "more.zip", "w") as archive:
        archive.writestr("export/users-2.json", json.dumps(page("users", BEN)))
    result = read(tmp_path)

    assert frame(result, "users")["user"].to_list() == ["ana", "ben"]
    assert [one.file for one in result.taken] == ["more.zip/export/users-2.json", "users.json"]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("../users.json", "leads out of the archive"),
        ("/etc/users.json", "leads out of the archive"),
        ("c:\\users.json", "leads out of the archive"),
        ("inner.zip", "archive inside an archive"),
    ],
)
def test_an_entry_that_leads_elsewhere_is_left(tmp_path, name, says):
    save(tmp_path, users=page("users", ANA))
    with zipfile.ZipFile(tmp_path / "trap.zip", "w") as archive:
        archive.writestr(name, b"PK\x03\x04" + json.dumps(page("users", BEN)).encode())
    result = read(tmp_path)

    assert frame(result, "users")["user"].to_list() == ["ana"]
    assert says in result.left[0].why


def test_an_archive_that_grows_without_measure_is_left(tmp_path):
    save(tmp_path, users=page("users", ANA))
    bomb = gzip.compress(b" " * (unpack.FREE_BYTES + 2 * unpack.CHUNK))
    (tmp_path / "bomb.json.gz").write_bytes(bomb)
    result = read(tmp_path)

    assert result.left == (Refusal("bomb.json.gz", "unpacks to more than an export can hold", 0),)


@pytest.mark.parametrize("name", ["users.json.gz", "more.zip"])
def test_an_archive_that_is_cut_off_is_left(tmp_path, name):
    save(tmp_path, groups=page("groups", {"id": "g"}))
    whole = tmp_path / name
    if name.endswith(".gz"):
        whole.write_bytes(gzip.compress(json.dumps(page("users", ANA)).encode()))
    else:
        with zipfile.ZipFile(whole, "w") as archive:
            archive.writestr("users.json", json.dumps(page("users", ANA)))
    whole.write_bytes(whole.read_bytes()[:-12])
    result = read(tmp_path)

    assert [(one.where, one.why) for one in result.left] == [
        (name, "is damaged or cut off and cannot be unpacked")
    ]


def test_progress_names_each_file_and_the_bytes_behind_it(tmp_path):
    save(tmp_path, groups=page("groups", {"id": "g"}), users=page("users", ANA))
    seen = []
    read(tmp_path, progress=lambda *step: seen.append(step))
    first, second = (tmp_path / f"{name}.json" for name in ("groups", "users"))
    sizes = [first.stat().st_size, second.stat().st_size]

    assert seen == [("groups.json", 0, sum(sizes)), ("users.json", sizes[0], sum(sizes))]


def test_the_same_folder_gives_the_same_snapshot(tmp_path):
    save(
        tmp_path,
        users=page("users", BEN, ANA),
        a_users=page("users", ANA | {"mail": "x@h.example"}),
    )
    (tmp_path / "usage.csv").write_text(usage("ben@harbour.example", "ana@harbour.example"))
    first, second = read(tmp_path), read(tmp_path)

    assert first.snapshot.taken_at == NOW
    assert first.snapshot.captures.keys() == second.snapshot.captures.keys()
    for name, capture in first.snapshot.captures.items():
        assert capture.frame.equals(second.snapshot.captures[name].frame)
    assert first.snapshot.captures["mailboxes"].frame.schema == MAILBOXES.schema


def test_characters_that_no_page_can_show_are_left_out_and_said(tmp_path):
    result = read(save(tmp_path, users=page("users", ANA | {"displayName": "Ana\0 \x1b[2JSol"})))

    assert frame(result, "users")["name"].to_list() == ["Ana [2JSol"]
    [refused] = result.snapshot.refused
    assert (refused.why[:40], refused.harmless) == (
        "name holds characters that cannot be pri",
        True,
    )


def test_each_file_is_named_where_nothing_could_be_read(tmp_path):
    save(tmp_path, users='{"value": [', groups={"value": 3})

    with pytest.raises(InputError, match=r"groups.json .*; users.json:1:12 ends in the middle"):
        read(tmp_path)
