"""Start and stop of servers that tests run as processes of their own."""

from __future__ import annotations

import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 30.0


def run(*command: object) -> None:
    """Run a command to its end.

    Raises:
        RuntimeError: it failed; says what it wrote.
    """
    done = subprocess.run([str(word) for word in command], capture_output=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stderr.decode(errors='replace')[-2000:]}")


def until_open(host: str, port: int, server: subprocess.Popen[bytes], output: Path) -> None:
    """Wait until something answers on ``port``.

    Raises:
        RuntimeError: the server ended, or took too long; says what it wrote.
    """
    ends = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < ends:
        try:
            socket.create_connection((host, port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"no server on {host}:{port}: {output.read_text(errors='replace')[-2000:]}")


def free_port() -> int:
    """Return a port of 127.0.0.1 that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def stopped(server: subprocess.Popen[bytes]):
    """Stop ``server`` at the end, whatever happens."""
    try:
        yield
    finally:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
