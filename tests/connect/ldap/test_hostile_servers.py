"""Servers that break off, never end, or send what is no LDAP."""

from __future__ import annotations

import itertools
import time

import pytest
from connect.ldap.collecting import collected
from servers.hostile_ldap import done, entry, hostile_ldap, message, tlv

from pilotage.connect.ldap.bounded import Bounds
from pilotage.connect.ldap.settings import login_of
from pilotage.connect.ldap.source import ATTEMPTS, LdapSource, Limits
from pilotage.facts.errors import SourceBusy, SourceDenied
from pilotage.facts.tables import GROUPS, MEMBERSHIPS, USERS

MEGABYTE = 1024**2


def person(request, name):
    attributes = {"objectClass": [b"person"], "cn": [name.encode()]}
    return entry(request.number, f"cn={name},dc=x".encode(), attributes)


def wire(server, waits=None, **limits):
    waits = [] if waits is None else waits
    bounds = Bounds(MEGABYTE, limits.pop("answer_seconds", 5.0))
    return LdapSource(login_of(server.settings()), bounds, Limits(**limits), waits.append)


def wants(request, what):
    return what.encode() in request.raw


def people(request, *names):
    """Answer the question for people with these, and any other with nothing."""
    if wants(request, "inetOrgPerson"):
        yield from (person(request, name) for name in names)
    yield done(request.number)


def test_a_server_that_hangs_up_is_asked_again_and_nothing_is_lost_or_doubled(tmp_path):
    falls = iter([True, True])

    def answer(request):
        if wants(request, "inetOrgPerson") and next(falls, False):
            yield person(request, "ana")
            raise ConnectionError
        yield from people(request, "ana", "ben")

    waits = []
    with hostile_ldap(answer) as server:
        snapshot = collected(tmp_path, {}, wire(server, waits))

    assert snapshot[USERS]["name"].to_list() == ["ana", "ben"]
    assert waits == [5.0, 10.0]


def test_a_server_that_always_hangs_up_is_busy_and_what_came_is_kept(tmp_path):
    works = False

    def answer(request):
        if wants(request, "groupOfNames") and not works:
            raise ConnectionError
        yield from people(request, "ana")

    with hostile_ldap(answer) as server:
        with pytest.raises(SourceBusy, match="cannot be reached or broke off"):
            collected(tmp_path, {}, wire(server))
        asked = len(server.requests)
        works = True
        snapshot = collected(tmp_path, {}, wire(server))
        again = server.requests[asked:]

    assert not any(wants(each, "inetOrgPerson") for each in again)
    assert snapshot[USERS]["name"].to_list() == ["ana"]


def test_an_answer_that_drips_is_given_up(tmp_path):
    def answer(request):
        for byte in person(request, "ana") * 100:
            yield bytes([byte])
            time.sleep(0.01)

    with hostile_ldap(answer) as server:
        began = time.monotonic()
        with pytest.raises(SourceBusy, match="took more than 0 seconds for one answer"):
            collected(tmp_path, {}, wire(server, answer_seconds=0.2))

    assert time.monotonic() - began < ATTEMPTS * 1.0


@pytest.mark.parametrize(
    "first",
    [
        pytest.param(b"\x30\x84\x40\x00\x00\x00", id="one-message-of-a-gigabyte"),
        pytest.param(b"", id="entries-without-end"),
    ],
)
def test_an_answer_without_end_is_cut_off(tmp_path, first):
    def answer(request):
        yield first
        yield from itertools.repeat(b"\0" * 65536 if first else person(request, "ana") * 500)

    with (
        hostile_ldap(answer) as server,
        pytest.raises(SourceDenied, match="sent more than 1 MB in one answer"),
    ):
        collected(tmp_path, {}, wire(server))


def test_pages_that_repeat_are_noticed(tmp_path):
    def answer(request):
        yield person(request, "ana")
        yield done(request.number, cookie=b"again")

    with (
        hostile_ldap(answer) as server,
        pytest.raises(SourceDenied, match="sends the same page of dc=x again and again"),
    ):
        collected(tmp_path, {}, wire(server))


def endless(request):
    yield person(request, f"person {request.number}")
    yield done(request.number, cookie=b"more")


def test_a_directory_without_end_is_refused(tmp_path):
    with (
        hostile_ldap(endless) as server,
        pytest.raises(SourceDenied, match=r"more than 20 entries\. Give containers as base"),
    ):
        collected(tmp_path, {}, wire(server, entries=20))


def test_a_collection_that_takes_too_long_ends(tmp_path):
    with (
        hostile_ldap(endless) as server,
        pytest.raises(SourceBusy, match="did not come to an end"),
    ):
        collected(tmp_path, {}, wire(server, seconds=0.1))


DEEP = b"\x30\x80" * 5_000


@pytest.mark.parametrize(
    "garbage",
    [
        pytest.param(b"\x30\x05hello", id="no-message"),
        pytest.param(b"\x30\x82\x27\x10" + DEEP, id="nested-too-deep"),
        pytest.param(tlv(0x30, tlv(0x02, b"\1"), tlv(0x64, b"\xff")), id="no-entry"),
    ],
)
def test_bytes_that_are_no_ldap_are_refused(tmp_path, garbage):
    with (
        hostile_ldap(lambda request: [garbage]) as server,
        pytest.raises((SourceDenied, SourceBusy), match=r"not LDAP|broke off"),
    ):
        collected(tmp_path, {}, wire(server))


def test_a_notice_of_disconnection_is_a_break(tmp_path):
    notice = tlv(
        0x78,
        *(tlv(0x0A, b"\x34"), tlv(0x04), tlv(0x04)),
        tlv(0x8A, b"1.3.6.1.4.1.1466.20036"),
    )
    with (
        hostile_ldap(lambda request: [message(0, notice)]) as server,
        pytest.raises(SourceBusy, match="broke off"),
    ):
        collected(tmp_path, {}, wire(server))


def test_words_of_a_server_are_cut_and_do_not_repeat_the_password(tmp_path):
    def answer(request):
        yield done(request.number, 50, b"no, demo-passw0rd,\n" + b"never " * 10_000)

    with hostile_ldap(answer) as server:
        probes = list(wire(server).probe())

    assert probes
    for probe in probes:
        assert "no, …, never" in probe.why
        assert "demo-passw0rd" not in probe.why
        assert len(probe.why) < 300


def test_an_entry_that_is_not_utf8_is_refused_and_the_others_are_kept(tmp_path):
    def answer(request):
        if wants(request, "inetOrgPerson"):
            odd = {"objectClass": [b"person"], "cn": [b"\xff\xfe"]}
            yield entry(request.number, b"cn=odd,dc=x", odd)
            yield entry(request.number, b"cn=\xff,dc=x", {"objectClass": [b"person"]})
        yield from people(request, "ana")

    with hostile_ldap(answer) as server:
        snapshot = collected(tmp_path, {}, wire(server))

    assert snapshot[USERS]["name"].to_list() == ["ana"]
    assert [each.why for each in snapshot.refused] == [
        "cn is not text in UTF-8",
        "dn is not text in UTF-8",
    ]


def group(request, part, *members):
    attributes = {
        "objectClass": [b"groupOfNames"],
        f"member;range={part}": [f"cn={name},dc=x".encode() for name in members],
    }
    return entry(request.number, b"cn=crew,dc=x", {"cn": [b"crew"], "member": [], **attributes})


def in_ranges(request, gone=False):
    if wants(request, "member;range=2-*"):
        yield done(request.number, 32) if gone else group(request, "2-3", "chen", "dara")
    elif wants(request, "member;range=4-*"):
        yield group(request, "4-*", "eva")
    elif wants(request, "groupOfNames"):
        yield group(request, "0-1", "ana", "ben")
    yield done(request.number)


def test_members_that_come_in_ranges_are_put_together(tmp_path):
    with hostile_ldap(in_ranges) as server:
        snapshot = collected(tmp_path, {}, wire(server))

    members = [f"cn={name},dc=x" for name in ("ana", "ben", "chen", "dara", "eva")]
    assert snapshot[MEMBERSHIPS]["member"].to_list() == members
    assert snapshot.missing(MEMBERSHIPS) == ""


def test_a_group_that_vanishes_between_two_ranges_is_not_whole(tmp_path):
    with hostile_ldap(lambda request: in_ranges(request, gone=True)) as server:
        snapshot = collected(tmp_path, {}, wire(server))

    assert snapshot[GROUPS].height == 1
    assert "only the first members of 1 groups" in snapshot.missing(MEMBERSHIPS)


def test_a_server_that_is_not_there_is_said(tmp_path):
    with hostile_ldap(endless) as server:
        pass
    with pytest.raises(SourceBusy, match=r"127\.0\.0\.1 cannot be reached"):
        next(wire(server).probe())


@pytest.mark.parametrize(
    ("says", "why"),
    [
        pytest.param(
            b"80090308: LdapErr: DSID-0C090, comment: x, data 775, v", "is locked", id="775"
        ),
        pytest.param(
            b"80090308: LdapErr: DSID-0C090, comment: x, data 532, v", "expired", id="532"
        ),
        pytest.param(b"go away", "user or password is wrong", id="other"),
    ],
)
def test_what_active_directory_adds_to_a_refusal_is_said_in_words(says, why):
    with hostile_ldap(endless, refuses=says) as server, pytest.raises(SourceDenied, match=why):
        next(wire(server).probe())


def test_a_large_group_whose_name_is_no_text_is_not_whole(tmp_path):
    def answer(request):
        if wants(request, "groupOfNames"):
            held = {"objectClass": [b"groupOfNames"], "member;range=0-0": [b"cn=ana,dc=x"]}
            yield entry(request.number, b"cn=\xff,dc=x", held)
        yield from people(request, "ana")

    with hostile_ldap(answer) as server:
        snapshot = collected(tmp_path, {}, wire(server))

    assert [each.why for each in snapshot.refused] == ["dn is not text in UTF-8"]
