"""Servers that drip, flood, lie or hang up cost a bounded time, and say why."""

import re
import time
from base64 import b64encode

import pytest
from servers.scripted_imap import GREETING, scripted

from pilotage.connect.imap.accounts import Account
from pilotage.connect.imap.mailbox import inventory
from pilotage.connect.imap.refusals import Broken, Refused, Unreachable, plainly
from pilotage.connect.imap.session import Session
from pilotage.connect.imap.settings import server_of
from pilotage.connect.imap.wire import Bounds
from pilotage.facts.errors import SourceDenied

ANA = Account("ana", "ana-of-harbour")
TIGHT = Bounds(size=1024**2, seconds=0.5)


def opened(settings, bounds=TIGHT):
    return Session(server_of(settings), ANA, bounds)


def listing(folder, talk):
    """Sign in, ask for the folders, and let ``talk`` answer; return what goes wrong."""

    def talks(wire):
        wire.let_in()
        talk(wire)

    with scripted(folder, talks) as settings:
        session = opened(settings)
        with pytest.raises(Broken) as caught:
            session.listed()
        session.close()
    return str(caught.value)


def drips(wire):
    wire.heard()
    while True:
        wire.say(b"*")
        time.sleep(0.05)


def falls_silent(wire):
    wire.heard()
    time.sleep(2)


def floods(wire):
    wire.heard()
    while True:
        wire.say(b'* LIST () "/" INBOX\r\n' * 1000)


def announces_two_gigabytes(wire):
    wire.heard()
    wire.say(b'* LIST () "/" {2147483648}\r\n')


def nests_without_end(wire):
    wire.agree(b"LIST " + b"(" * 100_000)


def sends_garbage(wire):
    wire.heard()
    wire.say(b"\x00\xff\xfe nothing\r\n")


def hangs_up(wire):
    wire.heard()
    wire.sock.close()


def counts_three_in_two(wire):
    wire.agree(b'LIST () "/"')


@pytest.mark.parametrize(
    ("talk", "says"),
    [
        (drips, "for one answer|sent nothing"),
        (falls_silent, "sent nothing"),
        (floods, "sent more than 1 MB|for one answer"),
        (announces_two_gigabytes, "sent more than 1 MB|for one answer"),
        (nests_without_end, "not IMAP"),
        (sends_garbage, "broke off"),
        (hangs_up, "hung up"),
        (counts_three_in_two, "not IMAP"),
    ],
    ids=lambda each: getattr(each, "__name__", ""),
)
def test_a_server_that_misbehaves_is_left_soon_with_a_reason(tmp_path, talk, says):
    began = time.monotonic()

    assert re.search(says, listing(tmp_path, talk))
    assert time.monotonic() - began < 5


def test_a_certificate_that_is_not_trusted_ends_it_before_the_password(tmp_path):
    heard = []

    def talks(wire):
        wire.say(GREETING)
        heard.append(wire.heard())

    with (
        scripted(tmp_path, talks) as settings,
        pytest.raises(SourceDenied, match="is not trusted"),
    ):
        opened({**settings, "ca_file": ""})
    assert not heard


def test_what_is_slipped_in_behind_starttls_is_not_read_as_protected(tmp_path):
    def talks(wire):
        wire.say(GREETING)
        wire.agree(b"CAPABILITY IMAP4rev1 STARTTLS")
        tag = wire.heard().partition(b" ")[0]
        wire.say(tag + b" OK go on\r\n* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n")
        wire.heard()

    with (
        scripted(tmp_path, talks, tls=False) as settings,
        pytest.raises(Unreachable, match="in the clear"),
    ):
        opened(settings)


def test_a_server_without_starttls_never_hears_the_password(tmp_path):
    wires = []

    def talks(wire):
        wires.append(wire)
        wire.say(GREETING)
        wire.agree(b"CAPABILITY IMAP4rev1 AUTH=PLAIN")
        tag = wire.heard().partition(b" ")[0]
        wire.say(tag + b" BAD what\r\n")
        wire.heard()

    with scripted(tmp_path, talks, tls=False) as settings, pytest.raises(Unreachable):
        opened(settings)
    assert all(b"AUTHENTICATE" not in each and b"LOGIN" not in each for each in wires[0].commands)


def test_a_refusal_that_repeats_the_password_does_not_show_it(tmp_path):
    def talks(wire):
        wire.say(GREETING)
        wire.agree(b"CAPABILITY IMAP4rev1")
        wire.agree(b"CAPABILITY IMAP4rev1")
        command = wire.heard()
        wire.say(command.partition(b" ")[0] + b" NO what is " + command + b"\r\n")

    with scripted(tmp_path, talks) as settings, pytest.raises(Refused) as caught:
        opened(settings)
    assert ANA.password not in str(caught.value)
    assert "what is" in str(caught.value)


def test_words_at_the_end_that_repeat_the_password_do_not_show_it(tmp_path):
    heard = []

    def talks(wire):
        wire.say(GREETING)
        wire.agree(b"CAPABILITY IMAP4rev1 AUTH=PLAIN")
        wire.agree(b"CAPABILITY IMAP4rev1 AUTH=PLAIN")
        wire.heard()
        wire.say(b"+ \r\n")
        heard.append(wire.heard())
        wire.say(b"* BYE no " + ANA.password.encode() + b" or " + heard[0] + b"x" * 9000 + b"\r\n")

    with scripted(tmp_path, talks) as settings, pytest.raises(Broken) as caught:
        opened(settings)
    assert ANA.password not in str(caught.value)
    assert heard[0].decode() not in str(caught.value)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("said", [b"+ packed", b"NO packed"])
def test_a_password_that_is_packed_is_hidden_too(said):
    packed = b64encode(f"\0ana\0{ANA.password}".encode())

    assert plainly(said.replace(b"packed", packed), ANA.password) == f"{said.split()[0].decode()} …"


def test_a_size_that_is_no_number_of_bytes_is_garbage(tmp_path):
    def talks(wire):
        wire.let_in()
        wire.agree(b"1 EXISTS")
        wire.agree(b"1 FETCH (RFC822.SIZE " + b"9" * 5000 + b")")

    with scripted(tmp_path, talks) as settings:
        session = opened(settings)
        session.examine("INBOX")
        with pytest.raises(Broken, match="not IMAP"):
            session.sizes("1:1")
        session.close()


def test_sizes_of_some_messages_are_no_size_of_the_folder(tmp_path):
    def talks(wire):
        wire.let_in()
        wire.agree(b'LIST () "/" INBOX')
        wire.agree()
        wire.agree(b"3 EXISTS")
        wire.agree(b"1 FETCH (RFC822.SIZE 10)", b"2 FETCH (RFC822.SIZE 20)")

    with scripted(tmp_path, talks) as settings:
        session = opened(settings)
        found = inventory(session, ANA, "messages").rows["mailbox_folders"]
        session.close()

    assert [(row["item_count"], row["size_bytes"]) for row in found] == [(3, None)]


def test_a_name_with_a_line_end_is_not_sent_back(tmp_path):
    wires = []

    def talks(wire):
        wires.append(wire)
        wire.let_in()
        wire.agree(b'LIST () "/" {19}\r\nx\r\nz9 DELETE INBOX\r')
        wire.agree()
        wire.agree()

    with scripted(tmp_path, talks) as settings:
        session = opened(settings)
        [folder] = inventory(session, ANA, "folders").closed
        session.close()

    assert "DELETE" in folder
    assert not any(b"DELETE" in each for each in wires[0].commands)


def test_endless_questions_for_the_password_are_answered_three_times_at_most(tmp_path):
    wires = []

    def talks(wire):
        wires.append(wire)
        wire.say(GREETING)
        wire.agree(b"CAPABILITY IMAP4rev1 AUTH=PLAIN")
        wire.agree(b"CAPABILITY IMAP4rev1 AUTH=PLAIN")
        wire.heard()
        while True:
            wire.say(b"+ \r\n")
            wire.heard()

    with scripted(tmp_path, talks) as settings, pytest.raises(Broken):
        opened(settings)
    assert wires[0].commands[4:6] == [b"", b"*"]


def test_names_come_in_utf_8_where_the_server_can(tmp_path):
    def talks(wire):
        wire.let_in(b"IMAP4rev1 ENABLE UTF8=ACCEPT AUTH=PLAIN")
        wire.agree(b"ENABLED UTF8=ACCEPT")
        wire.agree('LIST () "/" "Übersicht & Notizen"'.encode())
        assert "Übersicht & Notizen".encode() in wire.agree(b"STATUS x (MESSAGES 3)")
        wire.agree(b"BYE")

    with scripted(tmp_path, talks) as settings:
        session = opened(settings)
        [folder] = session.listed()
        assert session.utf8
        assert folder.raw.decode() == "Übersicht & Notizen"
        assert session.status(folder.raw.decode(), size=False) == {"MESSAGES": 3}
        session.close()
