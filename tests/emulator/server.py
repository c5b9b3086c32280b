"""Serves an emulator over TLS on free ports of this machine, in a thread of its own."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import trustme
import uvicorn

from .emulator import Emulator

START_SECONDS = 10.0


@dataclass(frozen=True)
class Running:
    """Where the emulator answers; ``elsewhere`` is the other host, ``certificate`` the CA."""

    address: str
    elsewhere: str
    certificate: Path


@contextmanager
def serving(emulator: Emulator, folder: Path, port: int = 0) -> Iterator[Running]:
    """Serve while the block runs; certificate and key are put into ``folder``.

    Graph and sign-in answer on localhost; downloads lie at 127.0.0.1 on another port, which is
    another host to a client.
    """
    authority = trustme.CA()
    certificate, key = folder / "emulator-ca.pem", folder / "emulator-key.pem"
    authority.cert_pem.write_to_path(str(certificate))
    authority.issue_cert("localhost", "127.0.0.1").private_key_and_cert_chain_pem.write_to_path(
        str(key)
    )
    here, there = _listening(port), _listening(0)
    emulator.graph.elsewhere = f"https://127.0.0.1:{there.getsockname()[1]}"
    running = Running(
        f"https://localhost:{here.getsockname()[1]}", emulator.graph.elsewhere, certificate
    )
    server = uvicorn.Server(
        uvicorn.Config(
            emulator.app,
            ssl_certfile=str(key),
            lifespan="off",
            log_level="critical",
            date_header=False,
            server_header=False,
            timeout_graceful_shutdown=1,
        )
    )
    thread = threading.Thread(target=server.run, args=([here, there],), daemon=True)
    thread.start()
    try:
        _wait(server)
        yield running
    finally:
        server.should_exit = True
        thread.join(START_SECONDS)
        here.close()
        there.close()


def _listening(port: int) -> socket.socket:
    made = socket.socket()
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    made.bind(("127.0.0.1", port))
    return made


def _wait(server: uvicorn.Server) -> None:
    until = time.monotonic() + START_SECONDS
    while not server.started:
        if time.monotonic() > until:
            raise TimeoutError("the emulator did not start")
        time.sleep(0.01)
