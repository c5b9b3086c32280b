"""What goes wrong on the wire, in words.

``Refused`` is the server's no to one command; the connection goes on. After ``Broken`` it does
not.
"""

from __future__ import annotations

import imaplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from pilotage.connect.imap.wire import Overrun
from pilotage.facts.errors import SourceDenied

GARBAGE = (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError)
"""What imaplib and the parser raise where bytes are no answer of IMAP."""

MOST_WORDS = 200
"""Letters of a server's words that are repeated."""


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
        raise Broken(f"{host} cannot be reached or broke off: {error}") from None
    except imaplib.IMAP4.error as error:
        raise Refused(plainly(str(error), secret)) from None
    except GARBAGE:
        raise Broken(f"{host} answered with bytes that are not IMAP") from None


def plainly(said: object, secret: str) -> str:
    """Return the server's words, short, and without ``secret`` if it repeats it."""
    words = said[-1] if isinstance(said, list) and said else said
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    return text.replace(secret, "…")[:MOST_WORDS]
