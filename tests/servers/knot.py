"""Knot as the server of zones, on an address of its own. Needs Debian's package knot."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from contextlib import contextmanager
from pathlib import Path

from servers.waiting import stopped, until_open

CONF = """\
server:
  rundir: {folder}
  listen: {host}@{port}
database:
  storage: {folder}
log:
  - target: stderr
    any: warning
template:
  - id: default
    storage: {folder}
    zonefile-sync: -1
    journal-content: none
zone:
{zones}
"""


def why_not() -> str:
    """Say why Knot cannot be started here, if so."""
    return "" if shutil.which("knotd") else "knot is not installed"


@contextmanager
def knot(folder: Path, host: str, port: int, zones: Mapping[str, str]):
    """Serve ``zones``, texts by name, until the end."""
    for name, text in zones.items():
        (folder / f"{name}.zone").write_text(text)
    listed = "\n".join(f"  - domain: {name}" for name in zones)
    conf = folder / "knot.conf"
    conf.write_text(CONF.format(folder=folder, host=host, port=port, zones=listed))
    with (folder / "output").open("wb") as output:
        server = subprocess.Popen(
            ["knotd", "-c", str(conf)], stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
    with stopped(server):
        until_open(host, port, server, folder / "output")
        yield
