"""The live streams as they are really served, and a process that changes the records."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from pilotage.engine.serving import environment, streams_command

PATIENCE_SECONDS = 30.0
START = """import sys, pathlib, django; django.setup()
from web.live.writing import main; main(pathlib.Path(sys.argv[1]))"""


@dataclass(frozen=True)
class Streams:
    """Where the streams are, the engagement that changes, and one that stays as it is."""

    port: int
    writer: subprocess.Popen[str]
    engagement: int
    quiet: int

    def write(self, line: str) -> float:
        """Change the records, and return the moment (monotonic seconds) when that was done."""
        self.writer.stdin.write(line + "\n")
        self.writer.stdin.flush()
        assert self.writer.stdout.readline() == "written\n"
        return time.monotonic()

    @asynccontextmanager
    async def listening(self, token: str, *headers: str) -> AsyncIterator[asyncio.StreamReader]:
        """Yield the answer of the streams to a browser, from its first line on."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        lines = (f"GET /live?token={token} HTTP/1.1", "Host: 127.0.0.1", *headers, "", "")
        writer.write("\r\n".join(lines).encode())
        try:
            yield reader
        finally:
            writer.close()


async def until(reader: asyncio.StreamReader, text: str) -> str:
    """Return what came until a text, that included."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        return (await reader.readuntil(text.encode())).decode()


@pytest.fixture(scope="module")
def streams(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Streams]:
    """Serve the streams of new records."""
    home = tmp_path_factory.mktemp("home")
    kept = {name: text for name, text in os.environ.items() if name != "DATABASE_URL"}
    own = {"PILOTAGE_HOME": str(home), "DJANGO_SETTINGS_MODULE": "pilotage.store.settings"}
    own["PYTHONPATH"] = str(Path(__file__).parents[2])
    script = [sys.executable, "-c", START, str(home)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    writer = subprocess.Popen(script, env=kept | own, **pipes)
    changing, quiet = map(int, writer.stdout.readline().split())
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    known = {**environment(home), "DATABASE_URL": ""}
    server = subprocess.Popen(streams_command("127.0.0.1", port - 1), env=known)
    try:
        _wait_for(port, server)
        yield Streams(port, writer, changing, quiet)
    finally:
        for each in (server, writer):
            each.terminate()
            each.wait(PATIENCE_SECONDS)
        writer.stdin.close()
        writer.stdout.close()


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the streams did not start")
