"""Servers on this machine that are slow, lose connections, or answer in a way of their own."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import dns.message
import dns.rrset
import trustme

HOST = "quay.harbour.example"


@contextmanager
def tcp(handle: Callable[[socket.socket], None]) -> Iterator[int]:
    """Listen while the block runs, hand over each connection, and yield the port."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=_serve, args=(listening, handle), daemon=True)
        thread.start()
        yield listening.getsockname()[1]
        listening.shutdown(socket.SHUT_RDWR)
        thread.join(5)


def _serve(listening: socket.socket, handle: Callable[[socket.socket], None]) -> None:
    while True:
        try:
            wire, _ = listening.accept()
        except OSError:
            return
        with wire:
            handle(wire)


@contextmanager
def tls(folder: Path, delay: float = 0.0) -> Iterator[tuple[int, Path]]:
    """Shake hands after ``delay`` seconds; yield the port and the file of the authority."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(HOST, "127.0.0.1").configure_cert(context)
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))

    def shake(wire: socket.socket) -> None:
        time.sleep(delay)
        try:
            with context.wrap_socket(wire, server_side=True) as safe:
                safe.recv(1)
        except OSError:
            return

    with tcp(shake) as port:
        yield port, folder / "ca.pem"


@contextmanager
def udp(answer: Callable[[bytes], bytes | None]) -> Iterator[int]:
    """Answer datagrams while the block runs, unless the answer is None; yield the port."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as wire:
        wire.bind(("127.0.0.1", 0))
        wire.settimeout(0.05)
        over = threading.Event()

        def serve() -> None:
            while not over.is_set():
                try:
                    said, sender = wire.recvfrom(65535)
                except TimeoutError:
                    continue
                if (reply := answer(said)) is not None:
                    wire.sendto(reply, sender)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield wire.getsockname()[1]
        over.set()
        thread.join(5)


def names(delay: float = 0.0) -> Callable[[bytes], bytes]:
    """Return what a name server answers: HOST is this machine, no other name is there."""

    def answer(said: bytes) -> bytes:
        time.sleep(delay)
        asked = dns.message.from_wire(said)
        made = dns.message.make_response(asked)
        [question] = asked.question
        if question.name.to_text(omit_final_dot=True) != HOST:
            made.set_rcode(3)
        else:
            made.answer.append(dns.rrset.from_text(question.name, 60, "IN", "A", "127.0.0.1"))
        return made.to_wire()

    return answer


@contextmanager
def web(size: int, per_second: float = 0.0) -> Iterator[str]:
    """Serve ``size`` bytes at /file, slowly where told so, and take anything at /sink."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path != "/file":
                self.send_error(404)
                return
            self.send_response(200)
            self.send_header("Content-Length", str(size))
            self.end_headers()
            part = bytes(50_000)
            try:
                for _ in range(size // len(part)):
                    self.wfile.write(part)
                    if per_second:
                        time.sleep(len(part) / per_second)
            except OSError:
                return

        def do_POST(self) -> None:
            while (chunk := int(self.rfile.readline(), 16)) > 0:
                self.rfile.read(chunk + 2)
            self.rfile.readline()
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join(5)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])
