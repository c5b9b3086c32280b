"""What goes wrong on the wire, in words.

``Refused`` is the server's no to one command; the connection goes on. After ``Broken`` it does
not.
"""

from __future__ import annotations

import binascii
import imaplib
import re
import ssl
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager

from pilotage.connect.imap.wire import Overrun
from pilotage.facts.errors import SourceDenied

GARBAGE = (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError)
"""What imaplib and the parser raise where bytes are no answer of IMAP."""

MOST_WORDS = 200
"""Letters of a server's words that are repeated."""

PACKED = re.compile(r"[A-Za-z0-9+/]{8,}={0,2}")
"""Base64, in which a password is sent (SASL)."""


class Refused(Exception):
    """The server said no to one command, in its words."""


class Broken(Exception):
    """Nothing more can be read: the server hung up, took too long, sent too much or garbage."""


class Unreachable(Broken):
    """There is no connection at all, whoever would sign in."""


@contextmanager
def understood(host: str, secret: str) -> Iterator[None]:
    """Turn what goes wrong on the wire to ``host`` into our own errors, without ``secret``.

    Raises:
        SourceDenied, Broken, Refused: something did go wrong.
    """
    try:
        yield
    except Overrun as error:
        raise Broken(f"{host} {error}") from None
    except ssl.SSLCertVerificationError as error:
        says = f"{host} is not trusted: {error.verify_message}"
        raise SourceDenied(f"{says}. Give the certificate of its issuer as ca_file") from None
    except (imaplib.IMAP4.abort, OSError) as error:
        says = plainly(str(error), secret)
        raise Broken(f"{host} cannot be reached or broke off: {says}") from None
    except imaplib.IMAP4.error as error:
        raise Refused(plainly(str(error), secret)) from None
    except GARBAGE:
        raise Broken(f"{host} answered with bytes that are not IMAP") from None


def plainly(said: object, secret: str) -> str:
    """Return the server's words, short, and without ``secret`` if it repeats it, also packed."""
    words = said[-1] if isinstance(said, list) and said else said
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    text = PACKED.sub(lambda run: "…" if secret in _unpacked(run[0]) else run[0], text)
    return text.replace(secret, "…")[:MOST_WORDS]


def _unpacked(text: str) -> str:
    try:
        return b64decode(text).decode("utf-8", "replace")
    except binascii.Error:
        return ""
