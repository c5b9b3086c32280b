"""Names of folders: as the server writes them, and as people read them."""

from __future__ import annotations

from imapclient.imap_utf7 import decode

SPACE, CONTROL, DELETE = "\u2420", 0x2400, "\u2421"
"""Signs that stand for what a table of text would lose: a space at an end, a control character."""


def read_name(raw: bytes, *, utf8: bool) -> str:
    """Return the name of a folder in Unicode.

    Servers write modified UTF-7 (RFC 3501, section 5.1.3), or UTF-8 where they were told to
    (RFC 6855), and some write UTF-8 or plain text untold. What is none of these stays as it is.
    """
    if utf8 or not raw.isascii():
        return raw.decode("utf-8", "replace")
    try:
        name = decode(raw)
    except (ValueError, IndexError):
        return raw.decode("ascii")
    return str(name)


def shown(name: str) -> str:
    """Return ``name`` so that a line of CSV keeps it: spaces at its ends are written as a sign."""
    bare = name.strip()
    if not bare:
        return SPACE * len(name)
    start, end = name.index(bare), len(name) - len(name.rstrip())
    return SPACE * start + "".join(map(_visible, bare)) + SPACE * end


def _visible(letter: str) -> str:
    if letter < " ":
        return chr(CONTROL + ord(letter))
    return DELETE if letter == "\x7f" else letter


def quoted(name: str) -> str:
    """Return ``name`` as a quoted string of IMAP (RFC 3501, section 4.3)."""
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
