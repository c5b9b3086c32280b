"""Answers to searches, out of the bytes of LDAP.

ldap3 turns every value into text twice and keeps a page as objects; here an entry costs a third,
and no length is believed that does not fit.
Source  https://www.rfc-editor.org/rfc/rfc4511 (section 4.5.2, and 5.1 for the encoding)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from pilotage.connect.ldap.entries import Given

ENTRY, DONE, REFERENCE, NOTICE, INTERMEDIATE = 0x64, 0x65, 0x73, 0x78, 0x79
SEQUENCE, CONTROLS, REFERRAL = 0x30, 0xA0, 0xA3
OCTETS = 0x04
LONG, MOST_LENGTH = 0x80, 4
"""A length over 127 is written in at most so many bytes, whose number comes first."""

NAME = re.compile(rb"[A-Za-z0-9][A-Za-z0-9.;=*_-]*")
"""An attribute with its options; in LDIF anything else could begin a line of its own."""

PAGED = b"1.2.840.113556.1.4.319"


@dataclass(frozen=True)
class Elsewhere:
    """Other servers that hold a part of what was searched, as URLs."""

    urls: tuple[str, ...]


@dataclass(frozen=True)
class Done:
    """The end of an answer: its result code, what the server adds, and where the next page is."""

    code: int
    says: str = ""
    urls: tuple[str, ...] = ()
    cookie: bytes = field(default=b"", repr=False)


Part = tuple[int, int, int]
"""Tag of an element, and where its content begins and ends."""


def size_of(held: bytes | bytearray) -> int | None:
    """Return how long the message is that begins here; None where too little is held to tell.

    Raises:
        ValueError: no message begins here.
    """
    if held and held[0] != SEQUENCE:
        raise ValueError("no message of LDAP")
    if len(held) < 2 + MOST_LENGTH:
        return 2 + held[1] if len(held) > 1 and not held[1] & LONG else None
    _, start, size = _head(held, 0)
    return start + size


def parsed(raw: bytes) -> tuple[int, Given | Elsewhere | Done | None]:
    """Return the number of a message and what it says; None where that is of no use.

    Raises:
        ValueError: it is no message of LDAP, or no part of an answer to a search.
        ConnectionResetError: the server says that it ends the connection.
    """
    _, at, end = _element(raw, 0, len(raw))
    parts = _parts(raw, at, end)
    number, operation = _next(parts), _next(parts)
    id = int.from_bytes(raw[number[1] : number[2]], "big")
    tag, start, stop = operation
    if tag == ENTRY:
        return id, _entry(raw, start, stop)
    if tag == REFERENCE:
        return id, Elsewhere(_texts(raw, start, stop))
    if tag == DONE:
        return id, _done(raw, start, stop, _cookie(raw, parts))
    if tag == NOTICE:
        raise ConnectionResetError("the server ended the connection")
    if tag == INTERMEDIATE:
        return id, None
    raise ValueError("no answer to a search")


def _head(raw: bytes | bytearray, at: int) -> Part:
    """Return tag, place and length of the content of the element at ``at``."""
    tag, size = raw[at], raw[at + 1]
    at += 2
    if size & LONG:
        count = size & ~LONG
        if not 0 < count <= MOST_LENGTH:
            raise ValueError("a length that LDAP does not have")
        size = int.from_bytes(raw[at : at + count], "big")
        at += count
    return tag, at, size


def _element(raw: bytes, at: int, end: int) -> Part:
    if at + 2 > end:
        raise ValueError("an element is cut off")
    start, size = at + 2, raw[at + 1]
    if size & LONG:
        _, start, size = _head(raw, at)
    stop = start + size
    if stop > end:
        raise ValueError("an element is longer than what it lies in")
    return raw[at], start, stop


def _parts(raw: bytes, at: int, end: int) -> Iterator[Part]:
    while at < end:
        part = _element(raw, at, end)
        yield part
        at = part[2]


def _next(parts: Iterator[Part]) -> Part:
    part = next(parts, None)
    if part is None:
        raise ValueError("an element is missing")
    return part


def _entry(raw: bytes, at: int, end: int) -> Given:
    _, name, name_ends = _element(raw, at, end)
    _, at, end = _element(raw, name_ends, end)
    attributes: dict[str, list[bytes]] = {}
    for _, start, stop in _parts(raw, at, end):
        _, kind, kind_ends = _element(raw, start, stop)
        _, first, last = _element(raw, kind_ends, stop)
        values = [raw[a:b] for _, a, b in _parts(raw, first, last)]
        if values:
            attributes[_attribute(raw[kind:kind_ends])] = values
    return Given(raw[name:name_ends], attributes)


@lru_cache(maxsize=1_000)
def _attribute(name: bytes) -> str:
    if not NAME.fullmatch(name):
        raise ValueError("no name of an attribute")
    return name.decode("ascii")


def _done(raw: bytes, at: int, end: int, cookie: bytes) -> Done:
    parts = _parts(raw, at, end)
    (_, a, b), _, (_, c, d) = _next(parts), _next(parts), _next(parts)
    urls = (_texts(raw, start, stop) for tag, start, stop in parts if tag == REFERRAL)
    code, says = int.from_bytes(raw[a:b], "big"), raw[c:d].decode(errors="replace")
    return Done(code, says, next(urls, ()), cookie)


def _cookie(raw: bytes, parts: Iterator[Part]) -> bytes:
    """Return what the next page is asked for with; nothing if there is none."""
    for tag, start, stop in parts:
        controls = _parts(raw, start, stop) if tag == CONTROLS else ()
        for _, at, end in controls:
            held = [(a, b) for kind, a, b in _parts(raw, at, end) if kind == OCTETS]
            if raw[held[0][0] : held[0][1]] == PAGED:
                _, a, b = _element(raw, *held[1])
                _, (_, first, last) = _parts(raw, a, b)
                return raw[first:last]
    return b""


def _texts(raw: bytes, at: int, end: int) -> tuple[str, ...]:
    return tuple(raw[a:b].decode(errors="replace") for _, a, b in _parts(raw, at, end))
