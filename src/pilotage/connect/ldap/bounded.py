"""A socket that gives up when an answer is too large or takes too long.

ldap3 waits for each piece of an answer and keeps all of it; a server that drips one byte a
minute, or that announces a gigabyte, would hold it for good.
"""

from __future__ import annotations

import socket
import time
from dataclasses import dataclass
from typing import Any

from pilotage.connect.ldap.messages import size_of

MEGABYTE = 1024**2
PIECE = 64 * 1024


@dataclass(frozen=True)
class Bounds:
    """How many bytes one answer may have, and how many seconds it may take in all."""

    size: int = 128 * MEGABYTE
    seconds: float = 120.0


USUAL = Bounds()


class Overrun(Exception):
    """An answer went over its bounds; ``too_large`` tells which of them."""

    def __init__(self, says: str, *, too_large: bool) -> None:
        super().__init__(says)
        self.too_large = too_large


class BoundedSocket:
    """Passes everything to a socket, and counts what is received since ``begin``."""

    def __init__(self, wire: socket.socket, bounds: Bounds) -> None:
        self.wire, self.bounds = wire, bounds
        self.received, self._held = 0, bytearray()
        self.begin()

    def message(self) -> bytes:
        """Return the next whole message.

        Raises:
            Overrun: it is over the bounds, or says that it will be.
            ValueError: what comes is no message.
        """
        while (size := size_of(self._held)) is None or len(self._held) < size:
            if size and size > self.bounds.size:
                raise self._too_large()
            self._held += self.recv(PIECE)
        raw = bytes(self._held[:size])
        del self._held[:size]
        return raw

    def _too_large(self) -> Overrun:
        most = f"{self.bounds.size // MEGABYTE} MB"
        return Overrun(f"sent more than {most} in one answer", too_large=True)

    def begin(self) -> None:
        """Start the bounds anew: another question is about to be asked."""
        self.before, self.ends = self.received, time.monotonic() + self.bounds.seconds

    def recv(self, size: int) -> bytes:
        """Return the next piece.

        Raises:
            Overrun: the answer is over its bounds.
        """
        if time.monotonic() > self.ends:
            seconds = f"{self.bounds.seconds:.0f} seconds"
            raise Overrun(f"took more than {seconds} for one answer", too_large=False)
        piece = self.wire.recv(max(size, PIECE))
        if not piece:
            raise ConnectionResetError("the server hung up")
        self.received += len(piece)
        if self.received - self.before > self.bounds.size:
            raise self._too_large()
        return piece

    def __getattr__(self, name: str) -> Any:
        """Return everything else that a socket has."""
        return getattr(self.wire, name)
