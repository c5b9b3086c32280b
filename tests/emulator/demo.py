"""``python -m tests.emulator.demo DIR``: run the main job on a demo whose tenants answer live.

DIR holds the demo that ``pilotage demo`` wrote. What Graph says of both tenants is not read from
its files but collected from two emulated tenants, over TLS and within the published limits; the
files give the rest. Everything is invented.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from cryptography.fernet import Fernet

from pilotage.connect.vault import KEY, Vault
from pilotage.store import connections
from pilotage.store.connections import Connection

from . import Clock, Emulator, Registration, Running, demo_tenant, serving

PEOPLE, SEED = 186, 1
FROM_FILES = {
    "source": ("source/csv",),
    "target": ("target/csv",),
}
"""What the wire does not ask of Graph: other systems."""


@dataclass(frozen=True)
class Side:
    """One tenant of the demo, served: its name as a connection, and how it is signed in to."""

    name: str
    running: Running
    app: Registration
    tenant: str

    def connection(self) -> Connection:
        """Return the connection as somebody would add it."""
        settings = {
            "tenant": self.tenant,
            "client_id": self.app.client_id,
            "sign_in": "secret",
            "endpoint": self.running.address,
            "authority": self.running.address,
            "ca_file": str(self.running.certificate),
            "calendars": "yes",
        }
        return Connection(self.name, "graph", settings, {"secret": self.app.secret})


def main(demo: Path) -> int:
    """Serve both tenants, run the main job on them, and return its exit code."""
    key = Fernet.generate_key()
    terms = (demo / "engagement.toml").read_text("utf-8")
    with TemporaryDirectory() as scratch, ExitStack() as held:
        for side in FROM_FILES:
            served = _serve(side, terms, Path(scratch) / side, held)
            connections.save(served.connection(), demo / "home", Vault(key))
            terms = _live(terms, side, served.name)
        live = demo / "live.toml"
        live.write_text(terms, "utf-8")
        command = [Path(sys.executable).with_name("pilotage"), "--home", demo / "home", "run", live]
        done = subprocess.run(command, env=_with_key(key), check=False)
    return done.returncode


def _serve(side: str, terms: str, folder: Path, held: ExitStack) -> Side:
    folder.mkdir()
    app = Registration()
    starts_on = tomllib.loads(terms)["migration"]["starts_on"]
    emulator = Emulator(demo_tenant(PEOPLE, SEED, starts_on, side), (app,), Clock())
    running = held.enter_context(serving(emulator, folder))
    return Side(f"demo-{side}", running, app, emulator.tenant.id)


def _live(terms: str, side: str, name: str) -> str:
    """Return the engagement file with a connection in place of what Graph says of ``side``."""
    exports = ", ".join(f'"{path}"' for path in FROM_FILES[side])
    named = f'exports = [{exports}]\nconnections = ["{name}"]'
    return re.sub(rf'^exports = \["{side}"\]$', named, terms, count=1, flags=re.MULTILINE)


def _with_key(key: bytes) -> dict[str, str]:
    """Return the environment of the main job: the key lives as long as this process."""
    return {**os.environ, KEY: key.decode()}


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
