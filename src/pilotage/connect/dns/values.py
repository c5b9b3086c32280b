"""Values of records as text, as DNS_RECORDS holds them."""

from __future__ import annotations

import re
from collections.abc import Iterable

import dns.rdata
import dns.rdatatype

NAMED = (
    dns.rdatatype.MX,
    dns.rdatatype.NS,
    dns.rdatatype.SRV,
    dns.rdatatype.CNAME,
    dns.rdatatype.PTR,
    dns.rdatatype.SOA,
)
"""Types whose value holds names: these are the same in any case of letters."""

EMPTY = '""'
"""A TXT record without text, which is not the same as no record."""

LITERAL = re.compile(rb"\\(?=[0-9]{3})")
ESCAPED = re.compile(rb"\\([0-9]{3})")


def value_of(record: dns.rdata.Rdata) -> str:
    """Return the value: TXT as one text, names in lower case and without the dot at their end."""
    if record.rdtype == dns.rdatatype.TXT:
        return joined(getattr(record, "strings", ()))
    text = record.to_text()
    if record.rdtype not in NAMED:
        return text
    words = (word if word == "." else word.rstrip(".") for word in text.lower().split())
    return " ".join(words)


def joined(strings: Iterable[bytes]) -> str:
    r"""Return the strings of a TXT record as one text; ``\ddd`` stands for a byte that is none."""
    whole = b"".join(strings)
    if not whole:
        return EMPTY
    text = LITERAL.sub(rb"\\092", whole).decode("utf-8", "surrogateescape")
    return "".join(map(_shown, text)) if text != EMPTY else r"\034\034"


def raw(text: str) -> bytes:
    """Return the bytes that ``joined`` made ``text`` of."""
    if text == EMPTY:
        return b""
    return ESCAPED.sub(lambda match: bytes([int(match[1])]), text.encode())


def _shown(letter: str) -> str:
    if letter.isprintable():
        return letter
    return "".join(f"\\{byte:03}" for byte in letter.encode("utf-8", "surrogateescape"))
