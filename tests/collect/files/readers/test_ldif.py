"""LDIF: people and groups of a directory, and entries that cannot be used."""

import base64
from datetime import UTC, datetime
from uuid import UUID

import pytest
from collect.exports import export, opened, reading
from harbour import SHARED

from pilotage.collect.files import READERS
from pilotage.facts.errors import InputError

FOLDER = SHARED / "data" / "ldif" / "planetexpress"
ANA = UUID("7d5a3c1e-0000-4000-8000-000000000001")
GUID = base64.b64encode(ANA.bytes_le).decode()

PERSON = f"""\
dn: CN=Ana Sol, OU=People,DC=harbour,DC=example
changetype: add
objectClass: top
objectClass: user
objectGUID:: {GUID}
mS-DS-ConsistencyGuid:: {GUID}
cn: Ana Sol
displayName:: QW5hIFPDs2w=
userPrincipalName: Ana@harbour.example
userAccountControl: 514
department: Manage
 ment
whenCreated: 20200131180509.0Z
lastLogonTimestamp: 133801347090000000
pwdLastSet: 0
proxyAddresses: SMTP:Ana@harbour.example
proxyAddresses: smtp:a.sol@harbour.example
proxyAddresses: X500:/o=Harbour/cn=Ana
mail: ana@harbour.example
userPassword:: c2VjcmV0
jpegPhoto:< file:///photo.jpg
"""
GROUP = """\
dn: CN=Staff,DC=harbour,DC=example
objectClass: group
cn: Staff
groupType: -2147483646
managedBy: cn=ana sol,ou=people,dc=harbour,dc=example
member: CN=Ana Sol,OU=People,DC=harbour,DC=example
member: CN=Gone,DC=harbour,DC=example
"""


def read(tmp_path, text, name="directory.ldif"):
    return reading("ldif", export(tmp_path, name, text))


def test_a_person_of_active_directory_is_read_whole(tmp_path):
    given = read(tmp_path, f"version: 1\n\n# Ana\n{PERSON}")

    assert given.refused == ()
    assert given.rows("users") == [
        {
            "user": str(ANA),
            "upn": "ana@harbour.example",
            "address": "ana@harbour.example",
            "name": "Ana Sól",
            "department": "Management",
            "created_at": datetime(2020, 1, 31, 18, 5, 9, tzinfo=UTC),
            "last_sign_in_at": datetime(2024, 12, 31, 16, 5, 9, tzinfo=UTC),
            "password_changed_at": None,
            "enabled": False,
            "kind": "member",
            "immutable_id": GUID,
        }
    ]


def test_addresses_are_listed_once_with_the_primary_marked(tmp_path):
    rows = read(tmp_path, PERSON).rows("addresses")

    assert {(row["kind"], row["address"], row["primary"]) for row in rows} == {
        ("smtp", "ana@harbour.example", True),
        ("smtp", "a.sol@harbour.example", False),
        ("x500", "/o=Harbour/cn=Ana", False),
    }


def test_a_group_for_mail_carries_its_alias_in_lower_case(tmp_path):
    [group] = read(tmp_path, f"{GROUP}mailNickname: AllStaff\n").rows("groups")

    assert group["mail_nickname"] == "allstaff"


def test_members_and_owners_are_named_by_id_whatever_the_spelling(tmp_path):
    given = read(tmp_path, f"{GROUP}\n{PERSON}")

    staff = "cn=staff,dc=harbour,dc=example"
    assert given.rows("groups") == [{"group": staff, "name": "Staff", "kind": "security"}]
    assert given.rows("group_owners") == [{"group": staff, "owner": str(ANA)}]
    assert given.rows("memberships") == [
        {"group": staff, "member": str(ANA), "member_kind": "user"},
        {"group": staff, "member": "cn=gone,dc=harbour,dc=example", "member_kind": None},
    ]


def test_a_manager_may_come_later_in_the_file(tmp_path):
    ana = "cn=Ana Sol, OU=People, DC=harbour, DC=example"
    ben = f"dn: uid=ben\nobjectClass: inetOrgPerson\nmanager: {ana}\n"

    rows = read(tmp_path, f"{ben}\n{PERSON}").rows("users")

    assert {row["user"]: row["manager"] for row in rows} == {"uid=ben": str(ANA), str(ANA): None}


def test_members_of_a_posix_group_are_found_by_login(tmp_path):
    text = (
        "dn: uid=ben,dc=x\nobjectClass: posixAccount\nuid: ben\n\n"
        "dn: cn=crew,dc=x\nobjectClass: posixGroup\ncn: crew\nmemberUid: ben\n"
    )

    assert read(tmp_path, text).rows("memberships") == [
        {"group": "cn=crew,dc=x", "member": "uid=ben,dc=x", "member_kind": "user"}
    ]


def test_a_column_that_no_entry_has_is_not_said_to_be_read(tmp_path):
    frame = read(tmp_path, "dn: uid=ben\nobjectClass: person\ncn: Ben\n").frame("users")

    assert frame.columns == ["user", "name", "kind"]


def test_a_group_of_which_the_server_gave_the_first_members_is_not_whole(tmp_path):
    text = GROUP.replace("member:", "member;range=0-1499:")

    [memberships] = [b for b in read(tmp_path, text).batches if b.table.name == "memberships"]

    assert "only the first members of 1 groups" in memberships.missing


def test_a_search_that_the_server_cut_short_is_not_whole(tmp_path):
    text = f"{PERSON}\n# search result\nsearch: 2\nresult: 4 Size limit exceeded\n"

    given = read(tmp_path, text)

    assert {batch.missing for batch in given.batches} == {
        "the server answered 4 Size limit exceeded"
    }


def test_the_closing_lines_of_a_whole_search_are_no_entry(tmp_path):
    given = read(tmp_path, f"{PERSON}\nsearch: 2\nresult: 0 Success\n")

    assert given.refused == ()
    assert {batch.missing for batch in given.batches} == {""}


@pytest.mark.parametrize(
    ("entry", "line", "why"),
    [
        ("dn: uid=x\nchangetype: modify\nreplace: mail\nmail: a\n-\n", 2, "is a change, not an"),
        ("dn: uid=x\nchangetype: delete\n", 2, "changetype delete"),
        ("dn: uid=x\ncn:: ***\n", 2, "cn is no valid base64"),
        ("dn: uid=x\ncn:: /w==\n", 2, "cn is not text in UTF-8"),
        ("dn: uid=x\ncn:< file:///etc/passwd\n", 2, "which is never fetched"),
        ("dn: uid=x\nno colon here\n", 2, "'no colon here' is no line of an entry"),
        ("cn: Ben\nobjectClass: person\n", 1, "begins with 'cn' where its dn should be"),
    ],
)
def test_a_broken_entry_is_refused_with_its_line_and_the_rest_is_kept(tmp_path, entry, line, why):
    given = read(tmp_path, f"{entry}\n{PERSON}")

    assert [row["user"] for row in given.rows("users")] == [str(ANA)]
    [refusal] = given.refused
    assert refusal.where == f"directory.ldif:{line}"
    assert why in refusal.why


def test_a_time_that_cannot_be_read_is_counted_and_the_person_is_kept(tmp_path):
    given = read(tmp_path, PERSON.replace("20200131180509.0Z", "long ago"))

    assert given.rows("users")[0]["created_at"] is None
    assert "created_at is not a time" in given.refused[0].why


def test_other_entries_are_left_and_counted(tmp_path):
    text = f"dn: ou=x\nobjectClass: top\nobjectClass: organizationalUnit\n\n{PERSON}"

    assert read(tmp_path, text).notes == (
        "directory.ldif: left entries that no table needs: 1 organizationalUnit",
    )


def test_text_in_another_encoding_is_refused_whole(tmp_path):
    with pytest.raises(InputError, match="is not utf-8 throughout"):
        reading("ldif", export(tmp_path, "a.ldif", "dn: cn=Sól\n".encode("cp1252")))


def test_ldif_is_known_by_its_first_entry(tmp_path):
    text = "# dump\n#  of all\nversion: 1\n\ndn:: Y249QW5h\nobjectClass: person\n"
    recognise = READERS.load()["ldif"].recognise

    assert recognise(export(tmp_path, "dump.txt", text)) == "directory entries"
    assert recognise(export(tmp_path, "notes.txt", "dnb: 1\ndn is a word\n")) == ""


@pytest.mark.skipif(not FOLDER.is_dir(), reason="shared data absent")
def test_a_real_directory_is_read_without_refusals():
    given = [reading("ldif", opened(path)) for path in sorted(FOLDER.glob("*.ldif"))]

    assert [refusal for each in given for refusal in each.refused] == []
    people = {row["user"]: row["name"] for each in given for row in each.rows("users")}
    assert len(people) == 7
    members = {row["member"] for each in given for row in each.rows("memberships")}
    assert len(members & people.keys()) == 5
