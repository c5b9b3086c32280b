"""A Samba domain controller on an address of its own, filled with invented people.

Needs Debian's packages samba and samba-ad-provision, and the right to listen on port 389.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import trustme
from servers.waiting import run, stopped, until_open

PYTHON = "/usr/bin/python3"
SETUP = Path("/usr/share/samba/setup/provision.ldif")
FILL = Path(__file__).with_name("samba_fill.py")
REALM, PASSWORD = "AD.HARBOUR.EXAMPLE", "Demo-Passw0rd"
BASE = "DC=ad,DC=harbour,DC=example"
ADMINISTRATOR = "administrator@ad.harbour.example"
PEOPLE = 1_600

SMB_CONF = """\
[global]
  netbios name = QUAY
  realm = {realm}
  workgroup = HARBOUR
  server role = active directory domain controller
  server services = ldap
  interfaces = {host}/8
  bind interfaces only = yes
  private dir = {folder}/private
  state directory = {folder}/state
  cache directory = {folder}/cache
  lock directory = {folder}
  pid directory = {folder}
  ncalrpc dir = {folder}/ncalrpc
  ntp signd socket directory = {folder}/ntp
  winbindd socket directory = {folder}/winbind
  log file = {folder}/log
  tls certfile = {folder}/cert.pem
  tls keyfile = {folder}/key.pem
  tls cafile = {folder}/ca.pem
"""


@dataclass(frozen=True)
class Samba:
    """A running domain controller: its address, and the file with its own authority."""

    host: str
    ca_file: str

    def settings(self, **changes: str) -> dict[str, str]:
        """Return what opens a wire to it."""
        return {
            "host": self.host,
            "ca_file": self.ca_file,
            "user": ADMINISTRATOR,
            "password": PASSWORD,
            **changes,
        }


def why_not() -> str:
    """Say why no domain controller can be started here, if so."""
    if not shutil.which("samba") or not SETUP.is_file():
        return "samba and samba-ad-provision are not installed"
    with socket.socket() as probe:
        try:
            probe.bind((_address(), 389))
        except OSError as error:
            return f"port 389 cannot be used: {error.strerror}"
    return ""


def _address() -> str:
    """Return a loopback address that no other test process takes."""
    return f"127.77.{os.getpid() // 250 % 250}.{os.getpid() % 250 + 1}"


@contextmanager
def samba(folder: Path, people: int = PEOPLE, contacts: int = 0):
    """Set up a domain below ``folder``, fill it, and run it."""
    host = _address()
    _provision(folder, host)
    authority = trustme.CA()
    authority.cert_pem.write_to_path(folder / "ca.pem")
    leaf = authority.issue_cert(host)
    leaf.private_key_pem.write_to_path(folder / "key.pem")
    (folder / "key.pem").chmod(0o600)
    (folder / "cert.pem").write_bytes(b"".join(pem.bytes() for pem in leaf.cert_chain_pems))
    conf = folder / "smb.conf"
    conf.write_text(SMB_CONF.format(realm=REALM, host=host, folder=folder))
    run(PYTHON, "-I", FILL, conf, people, contacts)
    with (folder / "output").open("wb") as output:
        server = subprocess.Popen(
            ["samba", "-i", "-M", "single", "-s", conf, "-d", "1"],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
    with stopped(server):
        until_open(host, 636, server, folder / "output")
        yield Samba(host, str(folder / "ca.pem"))


def _provision(folder: Path, host: str) -> None:
    run(
        *("samba-tool", "domain", "provision", "--server-role=dc", "--use-rfc2307"),
        *("--dns-backend=NONE", f"--realm={REALM}", "--domain=HARBOUR", "--host-name=quay"),
        *(f"--adminpass={PASSWORD}", f"--targetdir={folder}", f"--host-ip={host}"),
    )


@pytest.fixture(scope="session")
def domain(tmp_path_factory):
    """Run a domain controller for the tests of this process."""
    if why := why_not():
        pytest.skip(why)
    with samba(tmp_path_factory.mktemp("samba")) as running:
        yield running
