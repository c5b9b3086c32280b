"""Start the pages and the worker as one group of processes, and end them together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Event

from pilotage.connect.vault import KEY, KEY_FILE
from pilotage.facts.errors import PilotageError

PAGES = "pilotage.web.wsgi:application"
STREAMS = "pilotage.web.live:application"
MOST_CONNECTIONS = 4096
"""More than may listen, so that one too many is refused instead of left to wait."""

GRACE_SECONDS = 10.0

Part = tuple[Sequence[str], Mapping[str, str]]
"""A command of the group, and its environment."""


def pages_command(host: str, port: int, processes: int) -> list[str]:
    """Return the command that serves the pages."""
    server = ["-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    size = ["--workers", str(processes), "--blocking-threads", "4", "--no-access-log"]
    return [sys.executable, *server, *size, "--log-level", "warning", PAGES]


def streams_command(host: str, port: int) -> list[str]:
    """Return the command that serves the live streams, beside pages on ``port``: one port on."""
    server = ["-m", "granian", "--interface", "asginl", "--host", host, "--port", str(port + 1)]
    size = ["--backlog", str(MOST_CONNECTIONS), "--backpressure", str(MOST_CONNECTIONS)]
    return [sys.executable, *server, *size, "--no-access-log", "--log-level", "warning", STREAMS]


def streams_address(host: str, port: int) -> str:
    """Return where a browser finds the live streams.

    ``PILOTAGE_LIVE`` says so; else the public address, if there is one: whatever stands before
    the pages there passes ``/live`` on to the next port.
    """
    given = os.environ.get("PILOTAGE_LIVE") or os.environ.get("PILOTAGE_ADDRESS")
    return given or f"http://{host}:{port + 1}"


def pages_and_streams(home: Path, host: str, port: int, processes: int) -> tuple[Part, Part]:
    """Return what serves the pages, and the live streams on the next port."""
    known = environment(home, live=streams_address(host, port))
    pages = pages_command(host, port, processes)
    return (pages, known), (streams_command(host, port), known)


def worker_command(home: Path) -> list[str]:
    """Return the command that does the jobs."""
    return [sys.executable, "-m", "pilotage.cli.main", "--home", str(home), "worker"]


def environment(home: Path, *, live: str = "") -> Mapping[str, str]:
    """Return what the processes must know; the pages get no key of a tenant's credentials.

    ``live`` is where a browser finds the live streams.
    """
    given = {
        "PILOTAGE_HOME": str(home.resolve()),
        "DJANGO_SETTINGS_MODULE": "pilotage.web.settings",
    }
    kept = {name: value for name, value in os.environ.items() if name not in (KEY, KEY_FILE)}
    return {**kept, **given, "PILOTAGE_LIVE": live}


def together(commands: Sequence[Part]) -> None:
    """Run commands until one of them ends or we are told to stop; then end the others.

    Raises:
        PilotageError: one of them ended by itself.
    """
    stop = Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: stop.set())
    running = [subprocess.Popen(command, env=env) for command, env in commands]
    try:
        while not stop.wait(0.3):
            for process in running:
                if (code := process.poll()) is not None:
                    raise PilotageError(f"a part of Pilotage ended by itself (code {code})")
    finally:
        _end(running)


def _end(running: Sequence[subprocess.Popen[bytes]]) -> None:
    for process in running:
        process.terminate()
    until = time.monotonic() + GRACE_SECONDS
    for process in running:
        try:
            process.wait(max(until - time.monotonic(), 0.1))
        except subprocess.TimeoutExpired:
            process.kill()
