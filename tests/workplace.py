"""A home with the demo in it, worked on with the real command and a real browser."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from browser.chromium import chromium

from pilotage.demo.workspace import brightlane

PILOTAGE = Path(sys.executable).with_name("pilotage")
PASSWORD = "a long word of the demo alone"
ROOT = Path(__file__).parent.parent
SECONDS = 240


@dataclass(frozen=True)
class Result:
    """How a command ended."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        """Return what it printed, as values."""
        return json.loads(self.out)


def loaded_home(factory: pytest.TempPathFactory) -> Path:
    """Return the loaded home of this run of the tests; the first worker that asks loads it."""
    shared = factory.getbasetemp()
    shared = shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared
    home, ready = shared / "demo-home", shared / "demo-home-ready"
    with (shared / "demo-home-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            done = _run(home, "demo", "load", "brightlane", "--password", PASSWORD)
            assert done.code == 0, done.err
            ready.touch()
    return home


def environment() -> dict[str, str]:
    """Return what a person at a fresh command line has: records in the home, no test settings."""
    ours = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "PILOTAGE_SECRET_KEY", "PILOTAGE_HOME")
    return {name: value for name, value in os.environ.items() if name not in ours}


def _run(home: Path, *words: str, stdin: str = "") -> Result:
    done = subprocess.run(
        [PILOTAGE, "--home", home, *words],
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
        env=environment(),
        cwd=ROOT,
    )
    return Result(done.returncode, done.stdout, done.stderr)


@dataclass
class Workplace:
    """One test's own copy of the demo."""

    home: Path
    held: ExitStack = field(default_factory=ExitStack)
    address: str = ""

    @staticmethod
    @contextmanager
    def copied(home: Path, scratch: Path) -> Iterator[Workplace]:
        """Yield a copy of ``home`` under ``scratch``; what it started ends with it."""
        mine = scratch / "home"
        shutil.copytree(home, mine, copy_function=_linked_or_copied)
        with ExitStack() as held:
            yield Workplace(mine, held)

    def run(self, *words: object, stdin: str = "") -> Result:
        """Run ``pilotage`` with these words on this home."""
        return _run(self.home, *map(str, words), stdin=stdin)

    def serve(self) -> str:
        """Start the control room, once, and return its address when it answers."""
        if not self.address:
            port = _free_port()
            command = [PILOTAGE, "--home", self.home, "serve", "--port", str(port)]
            server = subprocess.Popen(
                command, env=environment(), cwd=ROOT, stderr=subprocess.DEVNULL
            )
            self.held.callback(_ended, server)
            self.address = f"http://127.0.0.1:{port}"
            _wait_for(self.address, server)
        return self.address

    def browser(self, role: str = "lead", **options: Any) -> Any:
        """Return a page of a real browser in which the person with ``role`` is signed in."""
        address = self.serve()
        page = self.held.enter_context(chromium()).new_page(base_url=address, **options)
        page.goto("/accounts/login/")
        page.fill("input[name=login]", address_of(role))
        page.fill("input[name=password]", PASSWORD)
        page.press("input[name=password]", "Enter")
        page.wait_for_url("**/today")
        return page


def address_of(role: str) -> str:
    """Return the address of the first person of the demo who has a role, ``owner`` among them."""
    people = brightlane().person
    if role == "owner":
        return next(each.address for each in people if each.owner)
    return next(each.address for each in people if role in each.roles)


def _linked_or_copied(source: str, target: str) -> str:
    """Copy a file; one that is never written again is only linked."""
    if source.endswith(".parquet"):
        os.link(source, target)
        return target
    return shutil.copy2(source, target)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        assert server.poll() is None, "the control room ended by itself"
        try:
            with urllib.request.urlopen(address + "/accounts/login/", timeout=10):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"{address} did not answer within {SECONDS} s")


def _ended(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    server.wait(15)
