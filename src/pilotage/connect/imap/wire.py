"""A connection to a mail server that gives up when an answer is too large or takes too long.

imaplib reads whatever it is sent: a literal of any length, lines without end, one byte a minute.
Here every answer has a budget of bytes and seconds, which starts anew when something is sent.
"""

from __future__ import annotations

import imaplib
import time
from dataclasses import dataclass
from typing import Any

from pilotage.connect.imap.settings import Server
from pilotage.connect.settings import trust

MEGABYTE = 1024**2
PIECE = 64 * 1024
PATIENCE = 30.0
"""Seconds to wait for a connection, and for each piece of an answer."""


@dataclass(frozen=True)
class Bounds:
    """How many bytes one answer may have, and how many seconds it may take in all.

    ``connection`` is how many seconds one connection, and so one mailbox, may take.
    """

    size: int = 16 * MEGABYTE
    seconds: float = 120.0
    connection: float = 3600.0


USUAL = Bounds()


class Overrun(Exception):
    """An answer went over its bounds; nothing more can be read from the connection."""


class BoundedImap(imaplib.IMAP4):
    """IMAP in the clear until ``starttls``. ``received`` counts bytes."""

    def __init__(self, bounds: Bounds, *where: Any, **how: Any) -> None:
        self.bounds, self.received, self._pieces = bounds, 0, bytearray()
        self._closes = time.monotonic() + bounds.connection
        self._begin()
        super().__init__(*where, **how)

    def send(self, data: Any) -> None:
        """Send, and start the bounds anew."""
        self._begin()
        super().send(data)

    def read(self, size: int) -> bytes:
        """Return the ``size`` bytes of a literal.

        Raises:
            Overrun: they are more than an answer may have.
        """
        if size > self._left:
            raise self._too_large()
        while len(self._pieces) < size:
            self._receive()
        return self._taken(size)

    def readline(self) -> bytes:
        """Return the next line, or nothing where the server hung up."""
        seen = 0
        while (end := self._pieces.find(b"\n", seen)) < 0:
            seen = len(self._pieces)
            self._receive()
        return self._taken(end + 1)

    def starttls(self, ssl_context: Any = None) -> Any:
        """Go on with TLS; what came in the clear after the answer is no part of it.

        Raises:
            Overrun: something was slipped in behind the answer.
        """
        typ, said = self._simple_command("STARTTLS")
        if typ != "OK":
            raise self.error("STARTTLS is refused")
        if self._pieces:
            raise Overrun("sent more in the clear after it had agreed to TLS")
        self.sock = ssl_context.wrap_socket(self.sock, server_hostname=self.host)
        self.file = self.sock.makefile("rb")
        return typ, said

    def _begin(self) -> None:
        self._left = self.bounds.size
        self._ends = min(time.monotonic() + self.bounds.seconds, self._closes)

    def _taken(self, size: int) -> bytes:
        taken = bytes(self._pieces[:size])
        del self._pieces[:size]
        return taken

    def _receive(self) -> None:
        """Add the next piece to what is not read yet."""
        seconds = min(self._ends - time.monotonic(), PATIENCE)
        if seconds <= 0:
            raise Overrun(self._too_slow())
        self.sock.settimeout(seconds)
        try:
            piece = self.sock.recv(PIECE)
        except TimeoutError:
            raise Overrun(f"sent nothing for {seconds:.1f} seconds") from None
        if not piece:
            raise self.abort("the server hung up")
        self.received += len(piece)
        self._left -= len(piece)
        if self._left < 0:
            raise self._too_large()
        self._pieces += piece

    def _too_slow(self) -> str:
        if self._ends == self._closes:
            return f"took more than {self.bounds.connection:g} seconds for one mailbox"
        return f"took more than {self.bounds.seconds:g} seconds for one answer"

    def _too_large(self) -> Overrun:
        return Overrun(f"sent more than {self.bounds.size // MEGABYTE} MB in one answer")


class BoundedImapTls(BoundedImap, imaplib.IMAP4_SSL):
    """IMAP with TLS from the first byte."""


def connected(server: Server, bounds: Bounds) -> BoundedImap:
    """Return a connection to ``server`` over TLS that is checked; nobody is signed in yet.

    Raises:
        Overrun, OSError, imaplib.IMAP4.error: it cannot be reached, trusted or understood.
        InputError: whom to trust cannot be read.
    """
    context = trust(server.ca_file)
    where = (server.host, server.port)
    if server.security == "tls":
        return BoundedImapTls(bounds, *where, ssl_context=context, timeout=PATIENCE)
    wire = BoundedImap(bounds, *where, timeout=PATIENCE)
    try:
        wire.starttls(context)
    except BaseException:
        wire.shutdown()
        raise
    return wire
