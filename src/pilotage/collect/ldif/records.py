"""Read LDIF one entry at a time; a broken entry costs only itself.

Only the attributes that are asked for are kept: photographs and passwords are passed over
without being decoded.

Source  https://www.rfc-editor.org/rfc/rfc2849
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*(;[A-Za-z0-9.*=-]+)*")
BINARY = frozenset({"objectguid", "ms-ds-consistencyguid", "objectsid", "msexcharchiveguid"})
"""Attributes whose values stay bytes."""

Line = tuple[int, str]


@dataclass
class Entry:
    """One entry: the line of its name, and the values of each attribute in lower case.

    ``partial`` names attributes of which the server gave the first values only.
    """

    line: int
    dn: str
    texts: dict[str, list[str]] = field(default_factory=dict)
    raw: dict[str, bytes] = field(default_factory=dict)
    partial: set[str] = field(default_factory=set)

    def first(self, *names: str) -> str | None:
        """Return the first value of the first attribute that has one."""
        return next((self.texts[name][0] for name in names if self.texts.get(name)), None)


@dataclass(frozen=True)
class Broken:
    """An entry that cannot be used: the line, and why."""

    line: int
    why: str


@dataclass(frozen=True)
class Stopped:
    """The server ended the search before all entries were given."""

    why: str


def read_ldif(lines: Iterable[str], wanted: frozenset[str]) -> Iterator[Entry | Broken | Stopped]:
    """Yield the entries of ``lines``, with the attributes that are ``wanted`` (lower case)."""
    record: list[Line] = []
    for number, line in _unfolded(lines):
        if line:
            record.append((number, line))
        elif record:
            yield from _entry(record, wanted)
            record = []
    if record:
        yield from _entry(record, wanted)


def _unfolded(lines: Iterable[str]) -> Iterator[Line]:
    """Yield whole lines with their numbers; comments are left out, blank lines are empty."""
    begun, parts = 0, [""]
    for number, physical in enumerate(lines, start=1):
        line = physical.rstrip("\r\n")
        if line.startswith(" ") and begun:
            parts.append(line[1:])
            continue
        if begun and not parts[0].startswith("#"):
            yield begun, "".join(parts)
        begun, parts = number, [line]
    if begun and not parts[0].startswith("#"):
        yield begun, "".join(parts)


def _entry(record: list[Line], wanted: frozenset[str]) -> Iterator[Entry | Broken | Stopped]:
    """Yield what one record holds; the closing lines of ldapsearch hold no entry."""
    if record[0][1].lower().startswith("version:"):
        record = record[1:]
    words = [line.partition(":")[0].lower() for _, line in record]
    if words and words[0] in ("search", "result", "ref"):
        result = next((line for _, line in record if line.lower().startswith("result:")), "")
        if code := result[7:].strip():
            yield from [] if code.startswith("0") else [Stopped(f"the server answered {code}")]
    elif record:
        try:
            yield _parsed(record, wanted)
        except _Odd as odd:
            yield Broken(odd.line, odd.why)


class _Odd(Exception):
    """A line that cannot stand where it does."""

    def __init__(self, line: int, why: str) -> None:
        self.line, self.why = line, why


def _parsed(record: list[Line], wanted: frozenset[str]) -> Entry:
    number, name, value = _split(*record[0])
    if name != "dn":
        raise _Odd(number, f"the entry begins with '{name}' where its dn should be")
    entry = Entry(number, _text(number, name, value))
    for number, name, value in (_split(*line) for line in record[1:]):
        if name == "changetype" and _text(number, name, value).lower() != "add":
            kind = _text(number, name, value)
            raise _Odd(number, f"changetype {kind} is a change, not an entry")
        attribute, _, options = name.partition(";")
        if attribute in wanted:
            _keep(entry, number, attribute, options, value)
    return entry


def _split(number: int, line: str) -> tuple[int, str, str]:
    """Return the attribute in lower case, and the rest of the line after its first colon."""
    said, colon, value = line.partition(":")
    name = _attribute(said)
    if not colon or not name:
        raise _Odd(number, f"'{line[:30]}' is no line of an entry")
    return number, name, value


@lru_cache(maxsize=10_000)
def _attribute(said: str) -> str:
    """Return an attribute in lower case, once for all entries; nothing if it is none."""
    return said.lower() if NAME.fullmatch(said) else ""


def _keep(entry: Entry, number: int, name: str, options: str, value: str) -> None:
    """Add a value to the entry; translations of a value are passed over."""
    if options.startswith("range="):
        if not options.endswith("*"):
            entry.partial.add(name)
    elif options and options != "binary":
        return
    if name in BINARY:
        entry.raw.setdefault(name, _bytes(number, name, value))
    elif text := _text(number, name, value):
        entry.texts.setdefault(name, []).append(text)


def _text(number: int, name: str, value: str) -> str:
    if not value.startswith((":", "<")):
        return value.strip(" ")
    try:
        return _bytes(number, name, value).decode()
    except UnicodeDecodeError:
        raise _Odd(number, f"{name} is not text in UTF-8") from None


def _bytes(number: int, name: str, value: str) -> bytes:
    if value.startswith("<"):
        raise _Odd(number, f"{name} points to another file or site, which is never fetched")
    if not value.startswith(":"):
        return value.strip(" ").encode()
    try:
        return base64.b64decode(value[1:].strip(" "), validate=True)
    except (binascii.Error, ValueError):
        raise _Odd(number, f"{name} is no valid base64") from None
