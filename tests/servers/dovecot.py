"""A real Dovecot on loopback, with the mailboxes of Harbour Foods. Needs Debian's dovecot-imapd.

It runs as root or not. ana's folders have names that are hard to carry and sizes that are known;
ben may use her inbox. There is a public folder, a quota of 1 GB, the master user ``keeper``, and
a server of access tokens.
"""

from __future__ import annotations

import http.server
import imaplib
import json
import os
import pwd
import shutil
import ssl
import subprocess
import tempfile
import threading
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import trustme
from servers.waiting import free_port, stopped, until_open

HOST = "localhost"
PASSWORDS = {name: f"{name}-of-harbour" for name in ("ana", "ben", "chen", "dara")}
MASTER, MASTER_PASSWORD = "keeper", "keeper-of-keys"
TOKEN = "token-of-dara"
LARGE = 157_286_401
FOLDERS = ("Entwürfe & Notizen", "Angebote/2024", "日本語", "Kunden.Übersicht")
SEPARATOR = "."

CONFIG = """
protocols = imap
base_dir = {here}/run
state_dir = {here}/state
log_path = {here}/log
listen = 127.0.0.1
ssl = required
ssl_cert = <{here}/cert.pem
ssl_key = <{here}/key.pem
auth_mechanisms = plain login xoauth2
auth_master_user_separator = *
auth_failure_delay = 0 secs
auth_cache_size = 0
first_valid_uid = 1
mail_uid = {uid}
mail_gid = {gid}
mail_location = maildir:{here}/mail/%u
mail_plugins = quota acl listescape
default_internal_user = {internal}
default_internal_group = {group}
default_login_user = {login}
{unprivileged}
passdb {{
  driver = passwd-file
  args = {here}/masters
  master = yes
}}
passdb {{
  driver = oauth2
  mechanisms = xoauth2
  args = {here}/oauth2.conf
}}
passdb {{
  driver = passwd-file
  mechanisms = plain login
  args = {here}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={here}/home/%u
}}
namespace inbox {{
  inbox = yes
  separator = .
  mailbox Sent {{
    special_use = \\Sent
    auto = subscribe
  }}
  mailbox Trash {{
    special_use = \\Trash
    auto = create
  }}
}}
namespace public {{
  type = public
  separator = .
  prefix = Public.
  location = maildir:{here}/public
  subscriptions = no
}}
namespace shared {{
  type = shared
  separator = .
  prefix = shared.%%u.
  location = maildir:{here}/mail/%%u
  subscriptions = no
}}
protocol imap {{
  mail_plugins = $mail_plugins imap_quota imap_acl
}}
plugin {{
  quota = count:User quota
  quota_vsizes = yes
  quota_rule = *:storage=1G
  acl = vfile
  acl_shared_dict = file:{here}/state/shared.db
  acl_user = %u
}}
service anvil {{
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service imap-login {{
  inet_listener imap {{
    port = {starttls}
  }}
  inet_listener imaps {{
    port = {tls}
    ssl = yes
  }}
}}
"""
UNPRIVILEGED = """
service anvil {
  chroot =
}
service imap-login {
  chroot =
}
service stats {
  chroot =
}
"""
OAUTH2 = """
introspection_mode = post
introspection_url = http://127.0.0.1:{port}/
username_attribute = user
active_attribute = active
active_value = true
"""


@dataclass(frozen=True)
class Dovecot:
    """A server that runs: its ports, and the certificate of its issuer."""

    tls: int
    starttls: int
    ca_file: str

    def settings(self, **changes: str) -> dict[str, str]:
        """Return settings of a connection with ana's own password."""
        own = {"user": "ana", "password": PASSWORDS["ana"]}
        return {"host": HOST, "port": str(self.tls), "ca_file": self.ca_file, **own, **changes}


def why_not() -> str:
    """Say why Dovecot cannot be started here, if so."""
    return "" if _program() else "dovecot-imapd is not installed"


def _program() -> str | None:
    return shutil.which("dovecot", path=f"{os.environ['PATH']}:/usr/sbin")


@contextmanager
def dovecot() -> Iterator[Dovecot]:
    """Run Dovecot with its mailboxes until the end."""
    with tempfile.TemporaryDirectory(prefix="dovecot-") as here, _tokens() as port:
        folder = Path(here)
        folder.chmod(0o755)
        server = _written(folder, port)
        with _running(folder, server):
            _filled(folder, server)
            yield server


def _written(here: Path, tokens: int) -> Dovecot:
    """Write configuration, certificate and passwords."""
    issuer = trustme.CA()
    certificate = issuer.issue_cert(HOST)
    issuer.cert_pem.write_to_path(str(here / "ca.pem"))
    certificate.private_key_pem.write_to_path(str(here / "key.pem"))
    certificate.cert_chain_pems[0].write_to_path(str(here / "cert.pem"))
    server = Dovecot(free_port(), free_port(), str(here / "ca.pem"))
    root = os.geteuid() == 0
    owner = pwd.getpwnam("nobody") if root else pwd.getpwuid(os.geteuid())
    me = owner.pw_name
    text = CONFIG.format(
        here=here, uid=owner.pw_uid, gid=owner.pw_gid, tls=server.tls, starttls=server.starttls,
        internal="dovecot" if root else me, login="dovenull" if root else me,
        group="dovecot" if root else "", unprivileged="" if root else UNPRIVILEGED,
    )  # fmt: skip
    (here / "dovecot.conf").write_text(text)
    (here / "oauth2.conf").write_text(OAUTH2.format(port=tokens))
    (here / "users").write_text("".join(f"{n}:{{PLAIN}}{p}\n" for n, p in PASSWORDS.items()))
    (here / "masters").write_text(f"{MASTER}:{{PLAIN}}{MASTER_PASSWORD}\n")
    for name in ("mail", "home", "public", "run", "state"):
        (here / name).mkdir()
        if root:
            shutil.chown(here / name, owner.pw_uid, owner.pw_gid)
    _public_folder(here / "public", owner)
    return server


def _public_folder(public: Path, owner: pwd.struct_passwd) -> None:
    folder = public / ".Notices"
    for part in (folder, *(folder / each for each in ("cur", "new", "tmp"))):
        part.mkdir()
    (folder / "cur" / "1.notice:2,S").write_bytes(_message(2_000))
    for place in (public, folder):
        (place / "dovecot-acl").write_text("anyone lr\n")
    for path in (public, *public.rglob("*")):
        if os.geteuid() == 0:
            shutil.chown(path, owner.pw_uid, owner.pw_gid)


@contextmanager
def _running(here: Path, server: Dovecot) -> Iterator[None]:
    command = [str(_program()), "-F", "-c", str(here / "dovecot.conf")]
    with (here / "output").open("wb") as output:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
    with stopped(process):
        until_open("127.0.0.1", server.tls, process, here / "output")
        yield


def _filled(here: Path, server: Dovecot) -> None:
    """Give ana, ben and dara their mail; chen has none."""
    with signed_in(server, "ana") as ana:
        for name in FOLDERS:
            typ, said = ana.create(f'"{_utf7(name)}"')
            assert typ == "OK", said
        for size in (1_000, 2_000, 3_000):
            ana.append("INBOX", "", "", _message(size))
        ana.append(f'"{_utf7(FOLDERS[0])}"', "", "", _message(5_000))
        ana.create("Old")
        ana.subscribe(f'"{_utf7(FOLDERS[2])}"')
        ana.setacl("INBOX", "ben", "lrwstei")
        ana.setacl("Sent", "ben", "lr")
    large = here / "mail/ana/.Old/cur" / f"1.large,S={LARGE},W={LARGE}:2,S"
    large.write_bytes(_message(1_000))
    for name in ("ben", "dara"):
        with signed_in(server, name) as box:
            box.append("INBOX", "", "", _message(4_000))


@contextmanager
def signed_in(server: Dovecot, name: str) -> Iterator[imaplib.IMAP4_SSL]:
    """Yield a connection of ``name`` that may write."""
    context = ssl.create_default_context(cafile=server.ca_file)
    with imaplib.IMAP4_SSL(HOST, server.tls, ssl_context=context) as wire:
        wire.login(name, PASSWORDS[name])
        yield wire


def _message(size: int) -> bytes:
    """Return a message of ``size`` bytes."""
    head = b"From: ana@harbour.example\r\nSubject: demo\r\n\r\n"
    return head + b"x" * (size - len(head) - 2) + b"\r\n"


def _utf7(name: str) -> str:
    """Return a name in modified UTF-7 (RFC 3501, section 5.1.3), by Python's own UTF-7."""
    runs = groupby(name, lambda letter: letter.isascii())
    return "".join(_run("".join(letters), plain=plain) for plain, letters in runs)


def _run(letters: str, *, plain: bool) -> str:
    if plain:
        return letters.replace("&", "&-")
    return "&" + letters.encode("utf-7").decode()[1:].removesuffix("-").replace("/", ",") + "-"


class _Introspection(http.server.BaseHTTPRequestHandler):
    """Says that TOKEN is dara's, and no other is anybody's (RFC 7662)."""

    def do_POST(self) -> None:
        said = self.rfile.read(int(self.headers["Content-Length"])).decode()
        token = urllib.parse.parse_qs(said).get("token", [""])[0]
        good = {"active": True, "user": "dara"} if token == TOKEN else {"active": False}
        body = json.dumps(good).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def _tokens() -> Iterator[int]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Introspection) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
