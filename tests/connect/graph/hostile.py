"""A small server that answers as it is told, for what no emulator of Graph would do."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import orjson
import trustme

from pilotage.connect import http
from pilotage.connect.answers import Effort
from pilotage.connect.graph.client import Client, Patience
from pilotage.connect.graph.throttle import Clock, paces

TOKEN = "a-token-that-nobody-may-see"


@dataclass
class Server:
    """``says`` is called with the path and gives status, headers and body of the answer; of a
    batch, with the path and the requests in it, and gives the body.

    ``heard`` are the paths asked for, with the Authorization header that came.
    """

    says: Any
    address: str = ""
    certificate: str = ""
    heard: list[tuple[str, str]] = field(default_factory=list)


@contextmanager
def hostile(says: Any, folder: Path, **certificate: Any) -> Iterator[Server]:
    """Serve ``says`` over TLS on localhost; ``certificate`` changes what it shows."""
    server = Server(says)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            length = int(self.headers.get("content-length") or 0)
            sent = self.rfile.read(length)
            server.heard.append((self.path, self.headers.get("authorization", "")))
            if self.path.endswith("/$batch"):
                requests = orjson.loads(sent)["requests"]
                status, headers, body = 200, {}, server.says(self.path, requests)
            else:
                status, headers, body = server.says(self.path)
            if isinstance(body, dict):
                body = orjson.dumps(body)
            self.send_response(status)
            for name, value in {"content-length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    class Quiet(ThreadingHTTPServer):
        def handle_error(self, *_: Any) -> None:
            """Say nothing: clients here break off on purpose."""

    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    serving = Quiet(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost", **certificate).configure_cert(context)
    serving.socket = context.wrap_socket(serving.socket, server_side=True)
    server.address = f"https://localhost:{serving.server_address[1]}"
    server.certificate = str(folder / "ca.pem")
    thread = threading.Thread(target=serving.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        serving.shutdown()
        serving.server_close()
        thread.join()


@dataclass
class Asking:
    """A client of a server, in a time that moves only when somebody sleeps."""

    client: Client
    slept: list[float]
    spent: list[Effort]
    tokens: list[str]


@contextmanager
def asking(server: Server, **changes: Any) -> Iterator[Asking]:
    """Yield a client that trusts the server."""
    slept: list[float] = []
    spent: list[Effort] = []
    tokens: list[str] = []

    def token(refused: str) -> str:
        tokens.append(refused)
        return f"{TOKEN}{sum(map(bool, tokens))}"

    context = ssl.create_default_context(cafile=server.certificate)
    clock = Clock(lambda: sum(slept), slept.append)
    with http.client(verify=context) as wire:
        client = Client(
            server.address,
            wire,
            token,
            paces(clock),
            lambda _, effort: spent.append(effort),
            clock,
            **{"patience": Patience(attempts=4), **changes},
        )
        yield Asking(client, slept, spent, tokens)
