"""A server that speaks LDAP only as far as a test wants it to.

It takes everybody in and says that it holds ``dc=x``; every other search is answered by the
test, in bytes.
Source  https://www.rfc-editor.org/rfc/rfc4511
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterable
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

BIND, SEARCH = 0x60, 0x63
WRONG = 49
PAGED = b"1.2.840.113556.1.4.319"


@dataclass(frozen=True)
class Request:
    """One message: its number, the kind of its operation, and all of its bytes."""

    number: int
    kind: int
    raw: bytes


Answer = Callable[[Request], Iterable[bytes]]


@dataclass
class HostileServer:
    """Where it listens, and what it was asked."""

    port: int
    refuses: bytes = b""
    requests: list[Request] = field(default_factory=list)

    def settings(self, **changes: str) -> dict[str, str]:
        """Return what opens a wire to it."""
        return {
            **{"host": "127.0.0.1", "port": str(self.port), "security": "none"},
            **{"sign_in": "simple", "user": "cn=reader", "password": "demo-passw0rd"},
            **changes,
        }


def tlv(tag: int, *parts: bytes) -> bytes:
    """Return one element with its length before it."""
    body = b"".join(parts)
    return bytes([tag, 0x84]) + len(body).to_bytes(4, "big") + body


def message(number: int, operation: bytes, *controls: bytes) -> bytes:
    """Return a whole message."""
    said = tlv(0xA0, *controls) if controls else b""
    return tlv(0x30, tlv(0x02, number.to_bytes(4, "big")), operation, said)


def entry(number: int, dn: bytes, attributes: dict[str, list[bytes]]) -> bytes:
    """Return a message with an entry."""
    held = [
        tlv(0x30, tlv(0x04, name.encode()), tlv(0x31, *(tlv(0x04, value) for value in values)))
        for name, values in attributes.items()
    ]
    return message(number, tlv(0x64, tlv(0x04, dn), tlv(0x30, *held)))


def done(
    number: int, code: int = 0, says: bytes = b"", *, cookie: bytes = b"", kind: int = 0x65
) -> bytes:
    """Return the message that ends an answer; with a cookie another page will follow."""
    control = tlv(0x30, tlv(0x02, b"\0"), tlv(0x04, cookie))
    paged = tlv(0x30, tlv(0x04, PAGED), tlv(0x04, control))
    said = tlv(kind, tlv(0x0A, bytes([code])), tlv(0x04), tlv(0x04, says))
    return message(number, said, *([paged] if cookie else []))


@contextmanager
def hostile_ldap(answer: Answer, refuses: bytes = b""):
    """Run a server whose searches below its root are answered by ``answer``.

    With ``refuses`` it lets nobody in, and says that.
    """
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = HostileServer(listening.getsockname()[1], refuses)
        stop = threading.Event()
        work = threading.Thread(target=_serve, args=(listening, server, answer, stop))
        work.start()
        try:
            yield server
        finally:
            stop.set()
            work.join()


def _serve(
    listening: socket.socket, server: HostileServer, answer: Answer, stop: threading.Event
) -> None:
    listening.settimeout(0.05)
    talks = []
    while not stop.is_set():
        with suppress(TimeoutError):
            wire, _ = listening.accept()
            talks.append(threading.Thread(target=_talk, args=(wire, server, answer, stop)))
            talks[-1].start()
    for talk in talks:
        talk.join()


def _talk(
    wire: socket.socket, server: HostileServer, answer: Answer, stop: threading.Event
) -> None:
    with wire, suppress(OSError):
        wire.settimeout(5)
        while request := _request(wire):
            server.requests.append(request)
            for piece in _answer(request, server, answer):
                if stop.is_set():
                    return
                wire.sendall(piece)


def _answer(request: Request, server: HostileServer, answer: Answer) -> Iterable[bytes]:
    if request.kind == BIND:
        says = server.refuses
        return [done(request.number, WRONG if says else 0, says, kind=0x61)]
    if request.kind == SEARCH and b"supportedCapabilities" in request.raw:
        return [entry(request.number, b"", {"namingContexts": [b"dc=x"]}), done(request.number)]
    return answer(request) if request.kind == SEARCH else []


def _request(wire: socket.socket) -> Request | None:
    raw = b""
    while len(raw) < 2 or len(raw) < _length(raw):
        piece = wire.recv(65536)
        if not piece:
            return None
        raw += piece
    at = 2 + (raw[1] & 0x7F if raw[1] & 0x80 else 0)
    size = raw[at + 1]
    number = int.from_bytes(raw[at + 2 : at + 2 + size], "big")
    return Request(number, raw[at + 2 + size], raw)


def _length(raw: bytes) -> int:
    if not raw[1] & 0x80:
        return 2 + raw[1]
    size = raw[1] & 0x7F
    return 2 + size + int.from_bytes(raw[2 : 2 + size], "big")
