"""BIND as a resolver that asks another server for everything. Needs Debian's package bind9."""

from __future__ import annotations

import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

from servers.waiting import stopped, until_open

HOST = "127.0.0.1"
"""BIND listens on addresses that an interface bears, not on all of the loopback network."""

CONF = """\
options {{
  directory "{folder}";
  pid-file "{folder}/pid";
  session-keyfile "{folder}/session.key";
  managed-keys-directory "{folder}";
  listen-on port {port} {{ {host}; }};
  listen-on-v6 {{ none; }};
  dnssec-validation no;
  empty-zones-enable no;
  recursion yes;
  forward only;
  forwarders {{ {server} port {server_port}; }};
}};
controls {{ }};
"""


def why_not() -> str:
    """Say why BIND cannot be started here, if so."""
    return "" if shutil.which("named") else "bind9 is not installed"


@contextmanager
def bind(folder: Path, port: int, server: str, server_port: int):
    """Resolve at ``port``, with the help of the server at another address, until the end."""
    conf = folder / "named.conf"
    conf.write_text(
        CONF.format(folder=folder, host=HOST, port=port, server=server, server_port=server_port)
    )
    with (folder / "output").open("wb") as output:
        process = subprocess.Popen(
            ["named", "-g", "-n", "1", "-c", str(conf)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
    with stopped(process):
        until_open(HOST, port, process, folder / "output")
        yield
