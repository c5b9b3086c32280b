"""Half an export never passes for a whole: what is missing makes its tables unknown."""

import gzip
import json
import shutil
import zipfile

import pytest
from collect.answers import page, read, save

from pilotage.collect.csv_set.template import template_files
from pilotage.facts.tables import (
    GROUP_OWNERS,
    GROUPS,
    MAILBOX_PERMISSIONS,
    MAILBOXES,
    MEMBERSHIPS,
    SETTINGS,
    USERS,
)

ANA, BEN = ({"id": name, "userPrincipalName": f"{name}@harbour.example"} for name in ("ana", "ben"))
CREW = {"id": "crew", "displayName": "Crew"}
OFFICE = {"id": "office", "displayName": "Office"}
MEMBERS = "groups('{}')/members"
DENIED = {"error": {"code": "Authorization_RequestDenied", "message": "Insufficient privileges"}}


def groups(folder, **members):
    """Save two groups, and the answers about the members of some of them."""
    save(folder, groups=page("groups", CREW, OFFICE))
    for group, answer in members.items():
        save(folder, **{f"groups__{group}__members": answer})
    return read(folder).snapshot


def whole(group, *members):
    return page(MEMBERS.format(group), *members)


def test_members_of_every_group_are_all_members(tmp_path):
    snapshot = groups(tmp_path, crew=whole("crew", ANA), office=whole("office"))

    assert snapshot.missing(MEMBERSHIPS) == ""
    assert snapshot[MEMBERSHIPS].height == 1


def test_members_of_a_group_that_nobody_asked_for_are_unknown(tmp_path):
    snapshot = groups(tmp_path, crew=whole("crew", ANA))

    assert snapshot.missing(MEMBERSHIPS) == (
        "memberships of 1 of 2 groups were not saved, such as Office"
    )


@pytest.mark.parametrize(
    "spoiled",
    [
        json.dumps(whole("office", ANA, BEN))[:-20],
        "",
        "<html>Sign in to your account</html>",
        {"value": None},
        {"value": [1, 2]},
        DENIED,
    ],
    ids=["cut off", "empty", "a sign-in page", "null", "of another kind", "403"],
)
def test_one_spoiled_answer_of_many_makes_the_table_unknown(tmp_path, spoiled):
    snapshot = groups(tmp_path, crew=whole("crew", ANA), office=spoiled)

    assert "office/members.json" in snapshot.missing(MEMBERSHIPS)
    assert snapshot[MEMBERSHIPS].height == 1


def test_a_group_that_is_gone_has_no_members(tmp_path):
    gone = {"error": {"code": "Request_ResourceNotFound", "message": "does not exist"}}
    quay = "d2719c1c-6f3a-4d51-9a3e-1f6a0f4b7c10"
    save(tmp_path, **{"groups-2": page("groups", {"id": quay}), f"groups__{quay}__members": gone})

    snapshot = groups(tmp_path, crew=whole("crew", ANA), office=whole("office"))

    assert snapshot.missing(MEMBERSHIPS) == ""


def test_members_that_were_expanded_count_as_asked(tmp_path):
    save(tmp_path, groups=page("groups", CREW | {"members": [ANA]}, OFFICE | {"members": []}))

    assert read(tmp_path).snapshot.missing(MEMBERSHIPS) == ""


def test_a_list_of_all_members_needs_no_answer_per_group(tmp_path):
    (tmp_path / "memberships.csv").write_text("group,member\ncrew,ana\n")

    assert groups(tmp_path, crew=whole("crew", ANA)).missing(MEMBERSHIPS) == ""


def test_several_answers_in_one_file_are_each_whole_or_not(tmp_path):
    lines = [whole("crew", ANA) | {"@odata.nextLink": "https://x/2"}, whole("office", BEN)]
    save(tmp_path, groups=page("groups", CREW, OFFICE))
    (tmp_path / "members.jsonl").write_text("\n".join(map(json.dumps, lines)))

    assert "next page" in read(tmp_path).snapshot.missing(MEMBERSHIPS)


def test_answers_about_two_resources_in_one_file_go_to_their_tables(tmp_path):
    lines = [page("users", ANA), page("groups", CREW)]
    (tmp_path / "everything.json").write_text(json.dumps(lines))
    snapshot = read(tmp_path).snapshot

    assert snapshot[USERS]["user"].to_list() == ["ana"]
    assert snapshot[GROUPS]["group"].to_list() == ["crew"]


def test_an_answer_with_fewer_objects_than_it_counts_is_not_whole(tmp_path):
    save(tmp_path, users=page("users", ANA) | {"@odata.count": 2})

    assert "counts 2 objects and 1 are there" in read(tmp_path).snapshot.missing(USERS)


def test_a_page_saved_twice_does_not_stand_for_the_next_one(tmp_path):
    first = page("users", ANA, more="users?$skiptoken=2")
    save(tmp_path, **{"users-1": first, "users-2": first, "users-3": page("users", BEN)})

    assert "no file continues it" in read(tmp_path).snapshot.missing(USERS)


def test_an_unfinished_usage_report_in_json_is_not_whole(tmp_path):
    row = {"reportRefreshDate": "2026-01-08", "userPrincipalName": "ana@harbour.example"}
    row |= {"itemCount": 2, "storageUsedInBytes": 9}
    save(tmp_path, report={"value": [row], "@odata.nextLink": "https://x/2"})

    assert "next page" in read(tmp_path).snapshot.missing(MAILBOXES)


def test_a_report_with_one_concealed_name_is_not_whole(tmp_path):
    (tmp_path / "report.csv").write_text(
        "Report Refresh Date,User Principal Name,Item Count,Storage Used (Byte)\n"
        "2026-01-08,ana@harbour.example,2,9\n"
        "2026-01-08,0A1B2C3D4E5F60718293A4B5C6D7E8F9,2,9\n"
    )

    assert "concealed" in read(tmp_path).snapshot.missing(MAILBOXES)


def test_a_table_whose_file_is_a_workbook_is_unknown(tmp_path):
    save(tmp_path, users=page("users", ANA))
    (tmp_path / "mailboxes.xlsx").write_bytes(b"PK\x03\x04")

    assert "save its sheets as CSV" in read(tmp_path).snapshot.missing(MAILBOXES)


def test_a_file_in_an_archive_costs_its_own_tables_only(tmp_path):
    save(tmp_path, users=page("users", ANA))
    with zipfile.ZipFile(tmp_path / "more.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("1/groups.json", json.dumps(page("groups", CREW)))
        archive.writestr("2/domains.json", json.dumps({"value": [{"id": "harbour.example"}]}))
    raw = bytearray((tmp_path / "more.zip").read_bytes())
    start = raw.index(b"groups.json") + len("groups.json")
    raw[start : start + 20] = bytes(20)
    (tmp_path / "more.zip").write_bytes(raw)
    snapshot = read(tmp_path).snapshot

    assert "groups.json is damaged" in snapshot.missing(GROUPS)
    assert snapshot.missing(USERS) == ""
    assert snapshot.captures["domains"].missing == ""


def test_what_macos_adds_to_an_archive_says_nothing(tmp_path):
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        archive.writestr("users.json", json.dumps(page("users", ANA)))
        archive.writestr("__MACOSX/._users.json", b"\0\0\0")
    result = read(tmp_path)

    assert result.snapshot.missing(USERS) == ""
    assert result.left == ()


def test_a_packed_file_that_is_damaged_is_known_by_its_name(tmp_path):
    save(tmp_path, users=page("users", ANA))
    packed = gzip.compress(json.dumps(page("groups", CREW)).encode())
    (tmp_path / "groups.json.gz").write_bytes(packed[:-6])

    assert "damaged" in read(tmp_path).snapshot.missing(GROUPS)


def test_a_csv_file_that_stops_in_the_middle_of_a_line_is_not_whole(tmp_path):
    (tmp_path / "memberships.csv").write_text("group,member\ncrew,ana\ncre")

    assert "middle of line 3" in read(tmp_path).snapshot.missing(MEMBERSHIPS)


def test_an_ldif_file_that_stops_in_the_middle_of_a_line_is_not_whole(tmp_path):
    (tmp_path / "directory.ldif").write_text("dn: cn=ana\nobjectClass: person\ncn: An")

    assert "middle of a line" in read(tmp_path).snapshot.missing(USERS)


def test_a_column_that_half_the_files_lack_is_unknown(tmp_path):
    (tmp_path / "mailboxes-1.csv").write_text("mailbox,address,kind,forwards_to\nana,a@x,user,\n")
    (tmp_path / "mailboxes-2.csv").write_text("mailbox,address,kind\nben,b@x,user\n")
    snapshot = read(tmp_path).snapshot

    assert snapshot.missing(MAILBOXES.needs("kind")) == ""
    assert snapshot.missing(MAILBOXES.needs("forwards_to")) == (
        "of 2 mailboxes, the sources tell only forwards_to of 1"
    )


def test_a_flag_that_half_the_files_lack_speaks_for_itself(tmp_path):
    (tmp_path / "mailboxes-1.csv").write_text("mailbox,address,kind,hidden\nana,a@x,user,no\n")
    (tmp_path / "mailboxes-2.csv").write_text("mailbox,address,kind\nben,b@x,user\n")
    snapshot = read(tmp_path).snapshot

    assert snapshot.missing(MAILBOXES.needs("hidden")) == ""
    assert snapshot[MAILBOXES]["hidden"].to_list() == [False, None]


def test_a_manager_that_was_asked_for_and_is_not_there_is_none(tmp_path):
    context = "users(id,userPrincipalName,manager())"
    led = page(context, BEN | {"manager": {"id": "ana"}}, more="users?$skiptoken=2")
    save(tmp_path, **{"users-1": led, "users-2": page(context, ANA)})

    assert read(tmp_path).snapshot.missing(USERS.needs("manager")) == ""


def test_one_right_is_not_all_rights(tmp_path):
    (tmp_path / "full.csv").write_text("Identity,User,AccessRights\nana@x,ben@x,FullAccess\n")

    assert read(tmp_path).snapshot.missing(MAILBOX_PERMISSIONS) == "Send As was not saved"


def test_exactly_as_many_mailboxes_as_the_cmdlet_stops_at_are_not_all(tmp_path):
    rows = "".join(f"m{number}@x,UserMailbox\n" for number in range(1000))
    (tmp_path / "boxes.csv").write_text("PrimarySmtpAddress,RecipientTypeDetails\n" + rows)

    assert "-ResultSize Unlimited" in read(tmp_path).snapshot.missing(MAILBOXES)


def test_a_refused_row_is_lost_to_its_table_and_a_left_out_value_is_not(tmp_path):
    (tmp_path / "mailboxes.csv").write_text(
        "mailbox,size_bytes,last_active_at\nana,-5,\nben,5,2031-01-01\n"
    )
    snapshot = read(tmp_path).snapshot

    assert snapshot.missing(MAILBOXES) == ""
    assert snapshot.lost(MAILBOXES) == ("1 rows of mailboxes were refused, such as mailboxes.csv:2")


def test_a_template_that_nobody_filled_says_nothing(tmp_path):
    save(tmp_path, users=page("users", ANA))
    for name, text in template_files().items():
        (tmp_path / name).write_text(text)
    snapshot = read(tmp_path).snapshot

    assert set(snapshot.captures) == {"users"}
    assert snapshot.missing(USERS) == ""


def test_a_folder_that_is_a_link_is_read(tmp_path):
    save(tmp_path / "elsewhere", users=page("users", ANA))
    (tmp_path / "source").mkdir()
    (tmp_path / "source/graph").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere/again").symlink_to(tmp_path / "source")

    assert [one.file for one in read(tmp_path / "source").taken] == ["graph/users.json"]


def test_a_link_to_nowhere_makes_its_table_unknown(tmp_path):
    save(tmp_path, users=page("users", ANA))
    (tmp_path / "groups.json").symlink_to(tmp_path / "absent.json")

    assert "cannot be read" in read(tmp_path).snapshot.missing(GROUPS)


def test_files_of_two_organisations_are_said(tmp_path):
    names = ("Harbour Foods", "Quay Foods")
    for name in names:
        answer = page("organization", {"id": name, "displayName": name})
        save(tmp_path, **{f"{name[:4]}__organization": answer})
    result = read(tmp_path)

    assert "the files are of 2 organisations: Harbour Foods, Quay Foods" in result.notes
    assert result.snapshot.missing(SETTINGS) == ""


def test_owners_of_a_group_that_nobody_asked_for_are_unknown(tmp_path):
    save(tmp_path, groups__crew__owners=page("groups('crew')/owners", ANA))

    assert "1 of 2 groups" in groups(tmp_path).missing(GROUP_OWNERS)


def test_the_whole_export_again_is_whole(tmp_path):
    groups(tmp_path / "a", crew=whole("crew", ANA), office=whole("office", BEN))
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    result = read(tmp_path)

    assert result.snapshot.missing(MEMBERSHIPS) == ""
    assert all(one.harmless for one in result.snapshot.refused)


def test_a_first_page_that_was_left_out_is_missed(tmp_path):
    save(tmp_path, **{"users-2": page("users", ANA, more="3"), "users-3": page("users", BEN)})

    assert "pages before users-2.json are not there" in read(tmp_path).snapshot.missing(USERS)


def test_an_answer_to_a_batch_is_read_and_its_refusals_count(tmp_path):
    answers = [{"id": "1", "status": 200, "body": page("users", ANA)}]
    save(
        tmp_path,
        batch={"responses": [*answers, {"id": "2", "status": 200, "body": page("groups", CREW)}]},
    )
    snapshot = read(tmp_path).snapshot
    assert snapshot[USERS]["user"].to_list() == ["ana"]
    assert snapshot[GROUPS]["group"].to_list() == ["crew"]

    save(tmp_path, users={"responses": [*answers, {"id": "2", "status": 403, "body": DENIED}]})
    assert "Insufficient privileges" in read(tmp_path).snapshot.missing(USERS)


def test_what_a_cmdlet_wrote_is_refused_because_it_hides_what_was_not_read(tmp_path):
    save(tmp_path, groups=page("groups", CREW), users=[{"Id": "ana", "AccountEnabled": None}])

    assert "leaves empty what it did not read" in read(tmp_path).snapshot.missing(USERS)


def test_a_report_joins_mailboxes_by_address_where_users_were_not_read(tmp_path):
    (tmp_path / "mailboxes.csv").write_text("mailbox,address,kind\n1,ana@harbour.example,user\n")
    (tmp_path / "report.csv").write_text(
        "Report Refresh Date,User Principal Name,Item Count,Storage Used (Byte)\n"
        "2026-01-08,Ana@harbour.example,2,9\n"
    )

    [row] = read(tmp_path).snapshot[MAILBOXES].rows(named=True)
    assert (row["mailbox"], row["kind"], row["size_bytes"]) == ("1", "user", 9)
