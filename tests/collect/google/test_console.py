"""Lists of the admin console and of GAM, with invented people."""

from datetime import UTC, datetime

import pytest
from collect.exports import export, reading
from harbour import NOW

from pilotage.collect.files.folder import read_folder
from pilotage.collect.files.readers.csv_set import recognise as csv_set_knows
from pilotage.collect.files.readers.google_csv import recognise
from pilotage.facts.errors import InputError

CONSOLE = (
    "First Name [Required],Last Name [Required],Email Address [Required],Password [Required],"
    "Org Unit Path [Required],Status [READ ONLY],Last Sign In [READ ONLY],Employee Title,"
    "Manager Email,Department,2sv Enrolled [READ ONLY],2sv Enforced [READ ONLY],Building ID,"
    "Email Usage [READ ONLY],Drive Usage [READ ONLY],Total Storage [READ ONLY]\n"
)
ANA = "Ana,Sol,Ana@harbour.example,****,/,Active,2026/01/08 09:30:00,Director,,Management,True,"
ANA += "False,Quay 1,1.5GB,512MB,Unlimited\n"
BEN = "Ben,Kay,ben@harbour.example,****,/,Suspended,Never logged in,,ana@harbour.example,,False,"
BEN += "False,,0.0GB,0.0GB,Unlimited\n"
GIGABYTE = 1024**3


def console(folder, *rows):
    return reading("google_csv", export(folder, "User_Download_1.csv", CONSOLE + "".join(rows)))


def test_people_of_the_console_are_people(tmp_path):
    ana, ben = console(tmp_path, ANA, BEN).rows("users")

    assert (ana["user"], ana["upn"], ana["name"]) == (
        "ana@harbour.example",
        "ana@harbour.example",
        "Ana Sol",
    )
    assert ana["last_sign_in_at"] == datetime(2026, 1, 8, 9, 30, tzinfo=UTC)
    assert (ana["enabled"], ben["enabled"]) == (True, False)
    assert (ana["office"], ana["job_title"]) == ("Quay 1", "Director")
    assert (ben["manager"], ben["last_sign_in_at"]) == ("ana@harbour.example", None)


def test_sizes_of_gmail_and_drive_are_bytes(tmp_path):
    read = console(tmp_path, ANA)

    [mailbox], [drive] = read.rows("mailboxes"), read.rows("drives")
    assert mailbox["size_bytes"] == 1.5 * GIGABYTE
    assert (drive["size_bytes"], drive["kind"]) == (GIGABYTE // 2, "personal")
    assert drive["owner"] == "ana@harbour.example"


def test_two_step_verification_is_registration(tmp_path):
    rows = console(tmp_path, ANA, BEN).rows("authentication_registration")

    assert [row["mfa_registered"] for row in rows] == [True, False]


def test_a_list_without_aliases_tells_nothing_of_addresses(tmp_path):
    read = console(tmp_path, ANA)

    assert "addresses" not in {batch.table.name for batch in read.batches}


@pytest.mark.parametrize(
    ("right", "wrong", "table", "why"),
    [
        ("Active", "Asleep", "users", "enabled 'Asleep' is neither yes nor no"),
        ("2026/01/08 09:30:00", "lately", "users", "last_sign_in_at 'lately' is no date"),
        ("1.5GB", "much", "mailboxes", "size_bytes 'much' is not a whole number"),
        ("512MB", "1.2.3GB", "drives", "size_bytes '1.2.3GB' is not a whole number"),
        ("Ana@harbour.example", "", "users", "user is empty"),
        ("True", "perhaps", "authentication_registration", "mfa_registered 'perhaps' is neither"),
    ],
    ids=["status", "date", "size", "drive", "address", "flag"],
)
def test_a_bad_value_is_refused_with_its_line_and_the_rest_is_kept(
    tmp_path, right, wrong, table, why
):
    read = console(tmp_path, BEN, ANA.replace(right, wrong))

    [batch] = [batch for batch in read.batches if batch.table.name == table]
    [refusal] = batch.refused
    assert refusal.where == "User_Download_1.csv:3"
    assert refusal.why.startswith(why)
    assert batch.frame.height == 1


def test_a_row_that_is_too_long_is_refused_with_its_line(tmp_path):
    read = console(tmp_path, ANA, BEN.replace("\n", ",,,more\n"))

    assert [refusal.where for refusal in read.refused] == ["User_Download_1.csv:3"]
    assert len(read.rows("users")) == 1


GAM_USERS = (
    "primaryEmail,id,name.givenName,name.familyName,name.fullName,suspended,archived,isAdmin,"
    "isDelegatedAdmin,isEnrolledIn2Sv,isMailboxSetup,creationTime,lastLoginTime,aliases,"
    "aliases.0,aliases.1,organizations.0.department,includeInGlobalAddressList\n"
    "ana@harbour.example,101,Ana,Sol,Ana Sol,False,False,True,False,True,True,"
    "2020-03-23T15:04:19.000Z,2026-01-07T08:00:00.000Z,2,ana.sol@harbour.example,"
    "ana@quay.example,Management,True\n"
    "kiosk@harbour.example,102,Quay,Kiosk,Quay Kiosk,False,True,False,False,False,False,"
    "2021-03-23T15:04:19.000Z,1970-01-01T00:00:00.000Z,,,,,False\n"
)


def test_people_of_gam_come_with_ids_aliases_and_roles(tmp_path):
    read = reading("google_csv", export(tmp_path, "users.csv", GAM_USERS))

    ana, kiosk = read.rows("users")
    assert (ana["user"], ana["department"]) == ("101", "Management")
    assert ana["created_at"] == datetime(2020, 3, 23, 15, 4, 19, tzinfo=UTC)
    assert (kiosk["enabled"], kiosk["last_sign_in_at"]) == (False, None)
    assert [row["address"] for row in read.rows("addresses") if row["object"] == "101"] == [
        "ana@harbour.example",
        "ana.sol@harbour.example",
        "ana@quay.example",
    ]
    assert [row["is_admin"] for row in read.rows("authentication_registration")] == [True, False]
    assert [(row["mailbox"], row["hidden"]) for row in read.rows("mailboxes")] == [("101", False)]


def test_people_of_an_older_gam_are_read(tmp_path):
    text = (
        "Email,Firstname,Lastname,Fullname,OU,Suspended,LastLoginTime,Aliases,ID\n"
        "ana@harbour.example,Ana,Sol,Ana Sol,/,True,2013-05-06T16:02:36.000Z,"
        "a@harbour.example b@harbour.example,106\n"
    )

    read = reading("google_csv", export(tmp_path, "users.csv", text))

    [ana] = read.rows("users")
    assert (ana["user"], ana["enabled"]) == ("106", False)
    assert len(read.rows("addresses")) == 3


GAM_MEMBERS = (
    "group,type,role,id,status,email\n"
    "staff@harbour.example,USER,OWNER,101,ACTIVE,ana@harbour.example\n"
    "staff@harbour.example,GROUP,MEMBER,g1,,Sales@harbour.example\n"
    "staff@harbour.example,EXTERNAL,MEMBER,e1,,guest@supplier.example\n"
)


def test_members_of_groups_and_their_owners_are_read(tmp_path):
    read = reading("google_csv", export(tmp_path, "group-members.csv", GAM_MEMBERS))

    assert [(row["member"], row["member_kind"]) for row in read.rows("memberships")] == [
        ("ana@harbour.example", "user"),
        ("sales@harbour.example", "group"),
        ("guest@supplier.example", "contact"),
    ]
    assert read.rows("group_owners") == [
        {"group": "staff@harbour.example", "owner": "ana@harbour.example"}
    ]


def test_members_of_the_console_are_read(tmp_path):
    text = (
        "Group Email [Required],Member Email,Member Type,Member Role\n"
        "staff@harbour.example,ana@harbour.example,USER,MEMBER\n"
        "staff@harbour.example,,USER,MEMBER\n"
    )

    read = reading("google_csv", export(tmp_path, "members.csv", text))

    [batch] = [batch for batch in read.batches if batch.table.name == "memberships"]
    assert batch.frame.height == 1
    assert [(each.where, each.why) for each in batch.refused] == [
        ("members.csv:3", "member is empty")
    ]


def test_a_group_of_everybody_makes_the_memberships_unknown(tmp_path):
    everybody = "all@harbour.example,CUSTOMER,MEMBER,C01,,\n"

    read = reading("google_csv", export(tmp_path, "members.csv", GAM_MEMBERS + everybody))

    [batch] = [batch for batch in read.batches if batch.table.name == "memberships"]
    assert "all@harbour.example" in batch.missing
    assert batch.frame.height == 3


def test_groups_of_gam_are_known_by_their_address(tmp_path):
    text = (
        "email,name,description,directMembersCount,adminCreated,aliases\n"
        "Staff@harbour.example,Staff,Everyone on the quay,3,True,crew@harbour.example\n"
    )

    read = reading("google_csv", export(tmp_path, "groups.csv", text))

    [group] = read.rows("groups")
    assert (group["group"], group["name"]) == ("staff@harbour.example", "Staff")
    assert [(row["address"], row["holder"]) for row in read.rows("addresses")] == [
        ("staff@harbour.example", "group"),
        ("crew@harbour.example", "group"),
    ]


def test_an_accepted_delegate_reads_and_sends_and_another_does_not(tmp_path):
    text = (
        "User,delegateAddress,delegationStatus\n"
        "orders@harbour.example,Ana@harbour.example,ACCEPTED\n"
        "orders@harbour.example,ben@harbour.example,PENDING\n"
    )

    read = reading("google_csv", export(tmp_path, "delegates.csv", text))

    assert [tuple(row.values()) for row in read.rows("mailbox_permissions")] == [
        ("orders@harbour.example", "ana@harbour.example", "full_access"),
        ("orders@harbour.example", "ana@harbour.example", "send_on_behalf"),
    ]
    [refused] = read.batches[0].refused
    assert (refused.why, refused.harmless) == ("the delegation was not accepted", True)


def test_a_folder_of_both_knows_people_by_one_id(tmp_path):
    (tmp_path / "users.csv").write_text(GAM_USERS)
    (tmp_path / "User_Download.csv").write_text(CONSOLE + ANA)
    (tmp_path / "memberships.csv").write_text(GAM_MEMBERS)
    (tmp_path / "groups.csv").write_text("email,name,directMembersCount\nstaff@harbour.example,S,3")

    snapshot = read_folder([tmp_path], side="source", taken_at=NOW).snapshot

    users = {row["user"]: row for row in snapshot.captures["users"].frame.rows(named=True)}
    assert set(users) == {"101", "102"}
    assert users["101"]["job_title"] == "Director"
    memberships = snapshot.captures["memberships"].frame
    assert memberships["group"].unique().to_list() == ["staff@harbour.example"]
    assert "101" in memberships["member"].to_list()
    assert snapshot.captures["mailboxes"].frame["size_bytes"].max() == 1.5 * GIGABYTE


@pytest.mark.parametrize("name", ["users.csv", "groups.csv", "memberships.csv"])
@pytest.mark.parametrize("text", [CONSOLE + ANA, GAM_USERS, GAM_MEMBERS], ids="abc")
def test_a_list_of_google_is_not_taken_for_our_own_table_of_that_name(tmp_path, name, text):
    file = export(tmp_path, name, text)

    assert csv_set_knows(file) == ""
    assert recognise(file).startswith("Google ")


def test_a_header_that_comes_twice_is_refused(tmp_path):
    text = CONSOLE.replace("2sv Enforced", "2sv Enrolled") + ANA

    with pytest.raises(InputError, match="two columns '2svenrolled'"):
        reading("google_csv", export(tmp_path, "people.csv", text))
