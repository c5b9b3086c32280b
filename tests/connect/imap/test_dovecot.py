"""Inventories of a real Dovecot."""

import json

import pytest
from harbour import NOW
from servers.dovecot import LARGE, MASTER, MASTER_PASSWORD, PASSWORDS, TOKEN

from pilotage.collect.files.folder import read_folder
from pilotage.connect.answers import Answers
from pilotage.connect.imap import KIND, source
from pilotage.facts.errors import SourceDenied
from pilotage.facts.tables import MAILBOX_FOLDERS, MAILBOX_PERMISSIONS, MAILBOX_SIZES, MAILBOXES

KEEPER = {"user": MASTER, "password": MASTER_PASSWORD}


def silent(what, done, of):
    """Report nothing."""


def asked(dovecot, folder, **settings):
    """Collect into ``folder``; return the manifest."""
    answers = Answers(folder)
    answers.begin(NOW)
    KIND.open(dovecot.settings(**settings)).collect(answers, silent)
    answers.complete(kind="imap", connection="mail")
    return json.loads((folder / "collection.json").read_text())


def read(dovecot, folder, **settings):
    """Return what a collection makes of the mailboxes."""
    asked(dovecot, folder, **settings)
    return read_folder([folder], side="source", taken_at=NOW).snapshot


def accounts(folder, *lines):
    path = folder.with_name("accounts.csv")
    path.write_text("\n".join(["account,address,kind", *lines]) + "\n")
    return str(path)


@pytest.fixture
def everybody(tmp_path):
    return accounts(tmp_path / "kept", "ana,ana@harbour.example,user", "ben,,user", "chen,,user")


@pytest.mark.parametrize("measure", ["folders", "messages"])
def test_folders_with_names_that_are_hard_to_carry_are_counted(dovecot, tmp_path, measure):
    folders = read(dovecot, tmp_path, measure=measure)[MAILBOX_FOLDERS]
    found = {row["folder"]: row for row in folders.iter_rows(named=True)}
    mail = {name: (row["item_count"], row["size_bytes"]) for name, row in found.items()}

    assert mail["INBOX"] == (3, 6_000)
    assert mail["Entwürfe & Notizen"] == (1, 5_000)
    assert mail["Angebote/2024"] == mail["日本語"] == mail["Kunden.Übersicht"] == (0, 0)
    assert found["日本語"]["subscribed"]
    assert not found["Angebote/2024"]["subscribed"]
    assert {name: row["use"] for name, row in found.items() if row["use"]} == {
        "INBOX": "inbox",
        "Sent": "sent",
        "Trash": "trash",
    }
    assert set(folders["separator"]) == {"."}


@pytest.mark.parametrize("measure", ["folders", "messages"])
def test_a_message_above_the_limit_of_exchange_online_is_found(dovecot, tmp_path, measure):
    folders = read(dovecot, tmp_path, measure=measure)[MAILBOX_FOLDERS]
    large = folders.filter(folders["oversized"] > 0)

    assert large.select("folder", "oversized", "largest_bytes").rows() == [("Old", 1, LARGE)]


def test_a_mailbox_is_the_sum_of_its_own_folders_and_has_its_quota(dovecot, tmp_path):
    snapshot = read(dovecot, tmp_path, measure="messages")
    [box] = snapshot[MAILBOXES].iter_rows(named=True)
    classes = snapshot[MAILBOX_SIZES]

    assert (box["item_count"], box["size_bytes"]) == (5, 11_000 + LARGE)
    assert box["quota_bytes"] == 1024**3
    assert (classes["items"].sum(), classes["size_bytes"].sum()) == (5, 11_000 + LARGE)


def test_who_has_rights_on_a_mailbox_is_told(dovecot, tmp_path):
    snapshot = read(dovecot, tmp_path)
    rights = snapshot[MAILBOX_PERMISSIONS].select("mailbox", "trustee", "right").rows()
    shared = snapshot[MAILBOX_FOLDERS].filter(folder="Sent")["shared_with"].to_list()

    assert rights == [("ana", "ben", "full_access")]
    assert shared == [["ben=lr"]]


def test_a_trustee_is_called_by_the_address_that_the_list_of_accounts_gives(dovecot, tmp_path):
    listed = accounts(tmp_path / "kept", "ana,,", "ben,ben@harbour.example,")
    snapshot = read(dovecot, tmp_path / "kept", sign_in="master", accounts=listed, **KEEPER)

    assert snapshot[MAILBOX_PERMISSIONS]["trustee"].to_list() == ["ben@harbour.example"]


@pytest.mark.parametrize("sign_in", ["master", "behalf"])
def test_a_master_user_reads_every_mailbox(dovecot, tmp_path, everybody, sign_in):
    snapshot = read(dovecot, tmp_path / "kept", sign_in=sign_in, accounts=everybody, **KEEPER)
    boxes = snapshot[MAILBOXES].select("mailbox", "item_count").rows()

    assert boxes == [("ana@harbour.example", 5), ("ben", 1), ("chen", 0)]


def test_public_folders_count_once_and_shared_ones_with_their_owner(dovecot, tmp_path, everybody):
    snapshot = read(dovecot, tmp_path / "kept", sign_in="master", accounts=everybody, **KEEPER)
    folders = snapshot[MAILBOX_FOLDERS]
    public = folders.filter(folder="Public.Notices")
    shared = folders.filter(folder="shared.ana")

    assert public.select("space", "item_count", "size_bytes").rows() == [("public", 1, 2_000)]
    assert shared.select("mailbox", "space", "item_count").rows() == [("ben", "shared", None)]


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_an_access_token_signs_in(dovecot, tmp_path, security):
    port = str(getattr(dovecot, security))
    signed = {"sign_in": "token", "user": "dara", "password": TOKEN}
    snapshot = read(dovecot, tmp_path, security=security, port=port, **signed)

    assert snapshot[MAILBOXES].select("mailbox", "item_count").rows() == [("dara", 1)]


@pytest.mark.parametrize(
    "wrong",
    [
        {"password": "not-of-ana"},
        {"sign_in": "token", "password": "not-a-token"},
        {"user": "stranger"},
    ],
    ids=["password", "token", "account"],
)
def test_a_wrong_secret_is_refused_without_being_shown(dovecot, tmp_path, wrong):
    source = KIND.open(dovecot.settings(**wrong))

    with pytest.raises(SourceDenied, match="refuses the sign-in") as caught:
        list(source.probe())
    with pytest.raises(SourceDenied):
        source.collect(Answers(tmp_path), silent)
    assert dovecot.settings(**wrong)["password"] not in str(caught.value)


def test_a_wrong_password_of_the_master_is_tried_on_three_accounts_at_most(dovecot, tmp_path):
    listed = accounts(tmp_path / "kept", *(f"a{number},," for number in range(9)))
    keeper = {**KEEPER, "password": "not-of-keeper"}

    with pytest.raises(SourceDenied) as caught:
        asked(dovecot, tmp_path / "kept", sign_in="master", accounts=listed, **keeper)
    assert "a2" in str(caught.value)
    assert "a3" not in str(caught.value)


def test_a_mailbox_that_lets_nobody_in_is_withheld_by_name(dovecot, tmp_path):
    passwords = "ana,ana-of-harbour\nben,wrong\ndara,dara-of-harbour\n"
    listed = tmp_path / "accounts.csv"
    listed.write_text("account,password\n" + passwords)
    listed.chmod(0o600)
    settings = {"accounts": str(listed), "user": "", "password": ""}
    manifest = asked(dovecot, tmp_path / "kept", **settings)
    snapshot = read_folder([tmp_path / "kept"], side="source", taken_at=NOW).snapshot

    assert list(manifest["withheld"]) == ["mailbox ben"]
    assert snapshot[MAILBOXES]["mailbox"].to_list() == ["ana", "dara"]
    assert "ben" in snapshot.missing(MAILBOXES)


def test_probe_says_what_can_be_read(dovecot):
    probes = KIND.open(dovecot.settings()).probe()

    assert {each.ask.id: each.readable for each in probes} == {
        "mailboxes": True,
        "folders": True,
        "sizes": False,
        "rights": True,
    }


class Killed(BaseException):
    """The process ends here."""


def test_a_collection_that_was_killed_ends_like_one_that_was_not(
    dovecot, tmp_path, everybody, monkeypatch
):
    monkeypatch.setattr(source, "BATCH", 1)
    settings = {"sign_in": "master", "accounts": everybody, **KEEPER}
    wire = KIND.open(dovecot.settings(**settings))

    def killed(what, done, of):
        if done == 2:
            raise Killed

    with pytest.raises(Killed):
        wire.collect(Answers(tmp_path / "kept"), killed)
    again = read(dovecot, tmp_path / "kept", **settings)
    whole = read(dovecot, tmp_path / "whole", **settings)

    for table in (MAILBOXES, MAILBOX_FOLDERS, MAILBOX_PERMISSIONS):
        assert again[table].equals(whole[table])


def test_nothing_that_is_kept_shows_a_password(dovecot, tmp_path, everybody):
    asked(dovecot, tmp_path / "kept", sign_in="master", accounts=everybody, **KEEPER)
    kept = b"".join(each.read_bytes() for each in (tmp_path / "kept").rglob("*") if each.is_file())

    assert MASTER_PASSWORD.encode() not in kept
    assert not any(password.encode() in kept for password in PASSWORDS.values())
