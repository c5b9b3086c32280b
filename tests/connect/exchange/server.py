"""An Exchange Online of our own: sign-in, InvokeCommand and $batch over TLS, with faults."""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import trustme

TENANT, CLIENT, SECRET, TOKEN = "harbour.example", "pilotage-app", "a-secret", "a-token"

Asked = tuple[str, dict[str, Any]]
Fault = Callable[[str, dict[str, Any]], tuple[int, dict[str, Any]] | None]


def refusal(message: str) -> dict[str, Any]:
    """Return an error in the shape that the service sends."""
    inner = {"code": "Context", "target": "", "message": f"Ex6F9304|Some.Exception|{message}"}
    return {"error": {"code": "BadRequest", "message": "failed", "details": [inner]}}


@dataclass
class Exchange:
    """What the server holds: objects by cmdlet, by mailbox where they are of one.

    ``fault`` may answer a cmdlet in its place. ``asked`` are all cmdlets that were run.
    """

    lists: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    of: dict[tuple[str, str], list[dict[str, Any]]] = field(default_factory=dict)
    page: int = 2
    fault: Fault = lambda cmdlet, parameters: None
    asked: list[Asked] = field(default_factory=list)
    requests: int = 0

    def run(self, place: str, given: dict[str, Any], skip: int) -> tuple[int, dict[str, Any]]:
        """Run a cmdlet and return one page of it."""
        cmdlet, parameters = given["CmdletName"], given["Parameters"]
        self.asked.append((cmdlet, parameters))
        if answer := self.fault(cmdlet, parameters):
            return answer
        identity = parameters.get("Identity")
        found = self.lists.get(cmdlet, []) if identity is None else self.of.get((cmdlet, identity))
        if found is None:
            return 404, refusal(f"the object '{identity}' couldn't be found")
        answer = {"@odata.context": f"{place}/$metadata", "value": found[skip : skip + self.page]}
        if skip + self.page < len(found):
            answer["@odata.nextLink"] = f"{place}/InvokeCommand?$skiptoken={skip + self.page}"
        return 200, answer


@contextmanager
def serving(exchange: Exchange, folder: Path) -> Iterator[dict[str, str]]:
    """Serve while the block runs; yield the settings that open it."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(exchange))
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    address = f"https://localhost:{server.server_address[1]}"
    try:
        yield {
            "tenant": TENANT,
            "client_id": CLIENT,
            "sign_in": "secret",
            "secret": SECRET,
            "endpoint": address,
            "authority": address,
            "ca_file": str(folder / "ca.pem"),
        }
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def _handler(exchange: Exchange) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = 2**16
        disable_nagle_algorithm = True

        def do_GET(self) -> None:  # the name is that of http.server
            here = f"https://{self.headers['Host']}/{TENANT}"
            self.answer(
                200,
                {
                    "issuer": f"{here}/v2.0",
                    "token_endpoint": f"{here}/oauth2/v2.0/token",
                    "authorization_endpoint": f"{here}/oauth2/v2.0/authorize",
                },
            )

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.path.endswith("/token"):
                self.sign_in(parse_qs(body.decode()))
                return
            exchange.requests += 1
            if self.headers["Authorization"] != f"Bearer {TOKEN}":
                self.answer(401, refusal("who are you"))
                return
            said = json.loads(body)
            if self.path.endswith("/$batch"):
                self.answer(200, {"responses": [*map(self.part, said["requests"])]})
            else:
                self.answer(*self.run(self.path, said))

        def sign_in(self, form: dict[str, list[str]]) -> None:
            known = form.get("client_secret") == [SECRET]
            scope = form.get("scope") == [f"https://{self.headers['Host']}/.default"]
            if known and scope:
                self.answer(
                    200, {"access_token": TOKEN, "token_type": "Bearer", "expires_in": 3600}
                )
            else:
                self.answer(401, {"error": "invalid_client", "error_description": "AADSTS7000215"})

        def part(self, request: dict[str, Any]) -> dict[str, Any]:
            status, body = self.run(request["url"], request["body"])
            return {"id": request["id"], "status": status, "body": body}

        def run(self, path: str, said: dict[str, Any]) -> tuple[int, dict[str, Any]]:
            parts = urlsplit(path)
            assert parts.path == f"/adminapi/beta/{TENANT}/InvokeCommand"
            skip = int(parse_qs(parts.query).get("$skiptoken", ["0"])[0])
            place = f"https://{self.headers['Host']}/adminapi/beta/{TENANT}"
            return exchange.run(place, said["CmdletInput"], skip)

        def answer(self, status: int, body: dict[str, Any]) -> None:
            raw = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    return Handler
