"""A PostgreSQL for a while; ``python -m servers.postgresql COMMAND ...`` runs a command on one.

The cluster lies in a temporary folder, is reached through a socket there alone, and goes with it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

USER = "postgres"
"""Who runs the server: it refuses to run as root."""

FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=")


def programs() -> Path | None:
    """Return the folder of the newest server that is installed, None without one."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    return found[-1].parent if found else None


@contextmanager
def postgresql() -> Iterator[str]:
    """Run a server and yield the address of an empty database on it."""
    where = programs()
    assert where is not None, "not installed: apt-get install postgresql"
    folder = Path(tempfile.mkdtemp(prefix="pilotage-pg-"))
    if os.getuid() == 0:
        shutil.chown(folder, USER)
    data, settings = folder / "data", [part for each in FAST for part in ("-c", each)]
    options = " ".join([*settings, "-k", str(folder)])
    try:
        _run([where / "initdb", "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "-N"])
        log = folder / "log"
        _run([where / "pg_ctl", "-D", data, "-l", log, "-w", "-o", options, "start"])
        yield f"postgresql://{USER}@/postgres?host={quote(str(folder))}"
    finally:
        if (data / "postmaster.pid").exists():
            _run([where / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"])
        shutil.rmtree(folder, ignore_errors=True)


def _run(command: Sequence[object]) -> None:
    as_user = ["setpriv", f"--reuid={USER}", f"--regid={USER}", "--init-groups"]
    words = [*(as_user if os.getuid() == 0 else []), *map(str, command)]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, cwd="/")


if __name__ == "__main__":
    with postgresql() as address:
        ended = subprocess.run(
            sys.argv[1:], env=os.environ | {"DATABASE_URL": address}, check=False
        )
    sys.exit(ended.returncode)
