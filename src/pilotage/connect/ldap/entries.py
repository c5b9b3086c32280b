"""Entries as a server gives them, and as LDIF keeps them.

Source  https://www.rfc-editor.org/rfc/rfc2849
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

PLAIN = re.compile(rb"(?![ :<])[\x20-\x7e]*(?<! )")
"""What may stand in LDIF as it is; anything else is written in base64."""


@dataclass(frozen=True)
class Given:
    """One entry: its full name, and the values of each attribute, all in the server's bytes."""

    dn: bytes
    attributes: Mapping[str, list[bytes]]


def as_ldif(entries: Iterable[Given]) -> bytes:
    """Return ``entries`` as LDIF, one line per value, each entry with an empty line after it."""
    lines: list[bytes] = []
    for entry in entries:
        lines.append(_line(b"dn", entry.dn))
        for name, values in entry.attributes.items():
            key = name.encode()
            lines += [_line(key, value) for value in values]
        lines.append(b"")
    return b"\n".join([*lines, b""]) if lines else b""


def _line(name: bytes, value: bytes) -> bytes:
    if PLAIN.fullmatch(value):
        return name + b": " + value
    return name + b":: " + b64encode(value)
