"""What becomes of a collection when a server breaks off, lies down, or says less than others."""

import pytest
from harbour import NOW
from servers.scripted_imap import scripted

from pilotage.collect.files.folder import read_folder
from pilotage.connect.answers import Answers
from pilotage.connect.imap.accounts import Account
from pilotage.connect.imap.settings import server_of
from pilotage.connect.imap.source import MailSource
from pilotage.connect.imap.wire import Bounds
from pilotage.facts.errors import SourceBusy
from pilotage.facts.tables import MAILBOX_FOLDERS, MAILBOXES

BASIC = b"IMAP4rev1 AUTH=PLAIN"


def hangs_up(wire):
    wire.let_in()
    wire.heard()


def plain_server(wire):
    """Speak the IMAP of 1996: no namespaces, quotas, rights, sizes or subscriptions."""
    wire.let_in(BASIC)
    wire.agree(b'LIST () "/" INBOX', b'LIST (\\Noselect) "/" Lists')
    wire.say(wire.heard().partition(b" ")[0] + b" NO what are subscriptions\r\n")
    wire.agree(b"2 EXISTS")
    wire.agree(
        b"1 FETCH (RFC822.SIZE 100)", b"1 FETCH (FLAGS (\\Seen))", b"2 FETCH (RFC822.SIZE 23)"
    )
    wire.agree(b"BYE gone")


def gmail(wire):
    """Show every message twice: in its folder and in All Mail."""
    wire.let_in(BASIC + b" STATUS=SIZE")
    wire.agree(
        b'LIST () "/" INBOX',
        b'LIST (\\All) "/" "[Gmail]/All Mail"',
        b'LIST (\\Trash) "/" "[Gmail]/Trash"',
    )
    wire.agree()
    wire.agree(b"STATUS INBOX (MESSAGES 2 SIZE 200)")
    wire.agree(b"STATUS x (MESSAGES 5 SIZE 500)")
    wire.agree(b"STATUS x (MESSAGES 1 SIZE 10)")
    wire.agree(b"BYE gone")


def collected(folder, *talks, accounts=1, bounds=None):
    """Collect from a server that says ``talks``; return the waits and the snapshot."""
    waits = []
    names = [Account(f"a{number}", "ana-of-harbour") for number in range(accounts)]
    with scripted(folder, *talks) as settings:
        wire = MailSource(server_of(settings), names, bounds or Bounds(), waits.append)
        wire.collect(Answers(folder / "kept"), lambda *_: None)
    return waits, read_folder([folder / "kept"], side="source", taken_at=NOW).snapshot


def signs_out(wire):
    wire.let_in()
    wire.agree(b"BYE gone")


def test_an_old_server_that_says_little_is_read_by_the_sizes_of_its_messages(tmp_path):
    _, snapshot = collected(tmp_path, signs_out, plain_server)
    inbox, lists = snapshot[MAILBOX_FOLDERS].iter_rows(named=True)
    [box] = snapshot[MAILBOXES].iter_rows(named=True)

    assert (inbox["item_count"], inbox["size_bytes"], inbox["largest_bytes"]) == (2, 123, 100)
    assert inbox["subscribed"] is None
    assert (lists["folder"], lists["item_count"]) == ("Lists", 0)
    assert (box["size_bytes"], box["quota_bytes"]) == (123, None)


def test_a_folder_that_shows_all_mail_is_not_counted_on_top_of_the_others(tmp_path):
    _, snapshot = collected(tmp_path, signs_out, gmail)
    [box] = snapshot[MAILBOXES].iter_rows(named=True)

    assert (box["item_count"], box["size_bytes"]) == (6, 510)


def test_a_mailbox_is_read_anew_when_the_server_breaks_off(tmp_path):
    waits, snapshot = collected(tmp_path, signs_out, hangs_up, plain_server)

    assert waits == [2.0]
    assert snapshot[MAILBOXES].height == 1


def test_a_server_that_always_breaks_off_is_given_up_after_one_batch(tmp_path):
    with pytest.raises(SourceBusy, match="hung up"):
        collected(tmp_path, hangs_up, accounts=45)
    assert not list((tmp_path / "kept").rglob("*.csv"))


def test_a_server_that_is_not_there_can_be_tried_later(tmp_path):
    waits = []
    with scripted(tmp_path, hangs_up) as settings:
        pass
    wire = MailSource(server_of(settings), [Account("a", "b")], pause=waits.append)

    with pytest.raises(SourceBusy, match="cannot be reached"):
        wire.collect(Answers(tmp_path / "kept"), lambda *_: None)
    assert waits == [2.0, 4.0]


def test_one_mailbox_takes_no_longer_than_it_may(tmp_path):
    def answers_late(wire):
        wire.let_in()
        wire.heard()
        wire.sock.settimeout(1)
        wire.heard()

    with pytest.raises(SourceBusy, match=r"sent nothing|one mailbox"):
        collected(tmp_path, signs_out, answers_late, bounds=Bounds(connection=0.5))
