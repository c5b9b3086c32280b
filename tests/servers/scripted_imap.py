"""A mail server that is not one: it says what a test tells it to, over TLS or in the clear."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import trustme

HOST = "localhost"
GREETING = b"* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready\r\n"
Talk = Callable[["Wire"], None]


@dataclass
class Wire:
    """The connection to one client, and the commands that it gave."""

    sock: socket.socket
    commands: list[bytes] = field(default_factory=list)

    def say(self, *parts: bytes) -> None:
        """Send ``parts`` as they are."""
        self.sock.sendall(b"".join(parts))

    def heard(self) -> bytes:
        """Return the next line of the client without its end."""
        line = bytearray()
        while not line.endswith(b"\r\n"):
            if not (piece := self.sock.recv(1)):
                raise ConnectionError("the client hung up")
            line += piece
        self.commands.append(bytes(line[:-2]))
        return self.commands[-1]

    def agree(self, *untagged: bytes) -> bytes:
        """Answer the next command with ``untagged`` lines and OK; return the command."""
        tag, _, command = self.heard().partition(b" ")
        self.say(*(b"* " + line + b"\r\n" for line in untagged), tag + b" OK done\r\n")
        return command

    def let_in(self, capabilities: bytes = b"IMAP4rev1 AUTH=PLAIN") -> None:
        """Greet, and take in whoever comes with SASL PLAIN."""
        self.say(GREETING)
        self.agree(b"CAPABILITY " + capabilities)
        self.agree(b"CAPABILITY " + capabilities)
        tag = self.heard().partition(b" ")[0]
        self.say(b"+ \r\n")
        self.heard()
        self.say(tag + b" OK in\r\n")
        self.agree(b"CAPABILITY " + capabilities)


@contextmanager
def scripted(folder, *talks: Talk, tls: bool = True) -> Iterator[dict[str, str]]:
    """Hold ``talks``, one per connection, the last one again and again; yield the settings."""
    issuer = trustme.CA()
    issuer.cert_pem.write_to_path(str(folder / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    issuer.issue_cert(HOST).configure_cert(context)
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            rest = list(talks)
            with suppress(OSError):
                while True:
                    sock, _ = listening.accept()
                    talk = rest.pop(0) if len(rest) > 1 else rest[0]
                    threading.Thread(target=_hold, args=(sock, context, talk, tls)).start()

        threading.Thread(target=serve, daemon=True).start()
        yield {
            "host": HOST,
            "port": str(listening.getsockname()[1]),
            "security": "tls" if tls else "starttls",
            "ca_file": str(folder / "ca.pem"),
            "user": "ana",
            "password": "ana-of-harbour",
        }
        listening.shutdown(socket.SHUT_RDWR)


def _hold(sock: socket.socket, context: ssl.SSLContext, talk: Talk, tls: bool) -> None:
    with suppress(OSError, ValueError):
        sock.settimeout(10)
        with context.wrap_socket(sock, server_side=True) if tls else sock as wire:
            talk(Wire(wire))
