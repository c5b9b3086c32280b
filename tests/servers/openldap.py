"""An OpenLDAP server on free ports of 127.0.0.1, filled with invented people.

Needs Debian's package slapd.
"""

from __future__ import annotations

import shutil
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme
from servers.waiting import free_port, run, stopped, until_open

SLAPD = shutil.which("slapd", path="/usr/sbin:/usr/local/sbin:/usr/bin")
SCHEMA = Path("/etc/ldap/schema")
BASE, PASSWORD = "dc=harbour,dc=example", "demo-passw0rd"
READER, LIMITED = f"cn=reader,{BASE}", f"cn=limited,{BASE}"
PEOPLE = 1_200

SLAPD_CONF = """\
include {schema}/core.schema
include {schema}/cosine.schema
include {schema}/nis.schema
include {schema}/inetorgperson.schema
pidfile {folder}/pid
modulepath /usr/lib/ldap
moduleload back_mdb
TLSCACertificateFile {folder}/ca.pem
TLSCertificateFile {folder}/cert.pem
TLSCertificateKeyFile {folder}/key.pem
TLSVerifyClient allow
authz-regexp "uid=([^,]*),.*cn=auth" "cn=$1,{base}"
authz-regexp ".*cn=reader.*" "cn=reader,{base}"
database mdb
suffix "{base}"
directory {folder}/data
rootdn "cn=root,{base}"
rootpw {password}
limits dn.exact="cn=limited,{base}" size.soft=500 size.hard=500 size.prtotal=500
limits users size=unlimited
access to dn.subtree="ou=Closed,{base}" by * none
access to attrs=userPassword by anonymous auth by * none
access to * by users read by anonymous auth by * none
"""


@dataclass(frozen=True)
class OpenLdap:
    """A running server: its ports, and its folder with its own authority."""

    port: int
    clear_port: int
    folder: Path
    process: subprocess.Popen[bytes]

    def settings(self, **changes: str) -> dict[str, str]:
        """Return what opens a wire to it."""
        return {
            "host": "localhost",
            "port": str(self.port),
            "ca_file": str(self.folder / "ca.pem"),
            "user": READER,
            "password": PASSWORD,
            **changes,
        }


def _entry(name: str, *lines: str) -> str:
    return "\n".join([f"dn: {name}{',' if name else ''}{BASE}", *lines, "", ""])


def _directory() -> str:
    """Return everything that the server holds, as LDIF."""
    account = ("objectClass: organizationalRole", "objectClass: simpleSecurityObject")
    secret = f"userPassword: {PASSWORD}"
    people = [
        _entry(
            f"uid=p{number:04d},ou=People",
            *("objectClass: inetOrgPerson", f"uid: p{number:04d}", f"cn: Person {number}"),
            *("sn: Person", f"mail: p{number}@harbour.example", "employeeType: crew"),
            f"manager: uid=p0000,ou=People,{BASE}",
        )
        for number in range(PEOPLE)
    ]
    members = [f"member: uid=p{number:04d},ou=People,{BASE}" for number in range(PEOPLE)]
    return "".join(
        [
            _entry("", "objectClass: dcObject", "objectClass: organization", "o: Harbour Foods"),
            _entry("cn=reader", *account, "cn: reader", secret),
            _entry("cn=limited", *account, "cn: limited", secret),
            *(_entry(f"ou={unit}", "objectClass: organizationalUnit") for unit in UNITS),
            *people,
            _entry("cn=crew,ou=Groups", "objectClass: groupOfNames", *members),
            _entry(
                "cn=night,ou=Groups",
                *("objectClass: posixGroup", "gidNumber: 7", "memberUid: p0003"),
            ),
            _entry("uid=boss,ou=Closed", "objectClass: inetOrgPerson", "cn: Boss", "sn: Boss"),
            _entry(
                "ou=Abroad",
                *("objectClass: referral", "objectClass: extensibleObject", "ou: Abroad"),
                f"ref: ldap://127.0.0.9:1/ou=Abroad,{BASE}",
            ),
        ]
    )


UNITS = ("People", "Groups", "Closed")


@contextmanager
def openldap(folder: Path, *, expired: bool = False):
    """Set up a server below ``folder``, fill it, and run it."""
    prepare(folder, expired=expired)
    with running(folder) as server:
        yield server


def prepare(folder: Path, *, expired: bool = False) -> None:
    """Set up a server below ``folder`` and fill it."""
    _certificates(folder, expired=expired)
    (folder / "data").mkdir()
    words = {"schema": SCHEMA, "folder": folder, "base": BASE, "password": PASSWORD}
    (folder / "slapd.conf").write_text(SLAPD_CONF.format(**words))
    (folder / "directory.ldif").write_text(_directory())
    run("slapadd", "-q", "-f", folder / "slapd.conf", "-l", folder / "directory.ldif")


@contextmanager
def running(folder: Path):
    """Run the server that was set up below ``folder``."""
    port, clear = free_port(), free_port()
    listening = f"ldaps://127.0.0.1:{port} ldap://127.0.0.1:{clear}"
    with (folder / "output").open("wb") as output:
        server = subprocess.Popen(
            [str(SLAPD), "-f", str(folder / "slapd.conf"), "-d", "0", "-h", listening],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
    with stopped(server):
        until_open("127.0.0.1", port, server, folder / "output")
        yield OpenLdap(port, clear, folder, server)


def _certificates(folder: Path, *, expired: bool) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(folder / "ca.pem")
    ends = datetime.now(UTC) - timedelta(days=1) if expired else None
    server = authority.issue_cert("localhost", not_after=ends)
    reader = authority.issue_cert("reader@harbour.example", common_name="reader")
    for name, leaf in (("", server), ("reader-", reader)):
        leaf.private_key_pem.write_to_path(folder / f"{name}key.pem")
        chain = b"".join(pem.bytes() for pem in leaf.cert_chain_pems)
        (folder / f"{name}cert.pem").write_bytes(chain)


@pytest.fixture(scope="session")
def openldap_server(tmp_path_factory):
    """Run a server for the tests of this process."""
    if SLAPD is None:
        pytest.skip("slapd is not installed")
    with openldap(tmp_path_factory.mktemp("openldap")) as server:
        yield server
