"""What opens a wire to a mail server, checked before anything is sent.

A password goes over TLS only. ``sign_in`` says whose password it is: with ``own`` each account's
own, with ``master`` that of a master user who signs in as ``account*master`` (Dovecot), with
``behalf`` that of an administrator who names the account beside (SASL PLAIN, RFC 4616), and
``token`` is an access token instead of a password (XOAUTH2).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pilotage.connect.settings import chosen, existing_file, number, server_name, trust
from pilotage.connect.sources import Setting
from pilotage.facts.errors import InputError

PORTS = {"tls": 993, "starttls": 143}
SIGN_INS = ("own", "master", "behalf", "token")
FOR_OTHERS = ("master", "behalf")
MOST_CONNECTIONS = 16

SETTINGS = (
    Setting("host", "Name of the mail server, as its certificate has it"),
    Setting("port", "Port, if not 993 for tls and 143 for starttls", required=False),
    Setting("security", "How the connection is protected", default="tls", choices=tuple(PORTS)),
    Setting(
        "ca_file",
        "File with the certificates that are trusted, if not those of this machine (PEM)",
        required=False,
    ),
    Setting(
        "sign_in",
        "Who signs in: each account itself, a master user (account*master), an administrator on "
        "behalf of each account, or an access token (XOAUTH2)",
        default="own",
        choices=SIGN_INS,
    ),
    Setting("user", "The one account, or the name of the master user", required=False),
    Setting("password", "Its password or access token", secret=True, required=False),
    Setting("separator", "Sign between account and master user", default="*"),
    Setting(
        "accounts",
        "CSV file with the accounts to read: account, and where wanted address, name, kind and "
        "password or token of each",
        required=False,
    ),
    Setting("connections", "Connections at the same time", default="4"),
    Setting(
        "measure",
        "folders asks for the size of each folder; messages for that of every message, so that "
        "classes of sizes and the largest message are known",
        default="folders",
        choices=("folders", "messages"),
    ),
)


@dataclass(frozen=True)
class Server:
    """Where a mail server is, how it is reached and who signs in."""

    host: str
    port: int
    security: str = "tls"
    ca_file: str = ""
    sign_in: str = "own"
    user: str = ""
    password: str = field(default="", repr=False)
    separator: str = "*"
    accounts: str = ""
    connections: int = 4
    measure: str = "folders"

    @property
    def for_others(self) -> bool:
        """Tell whether one account signs in for all others."""
        return self.sign_in in FOR_OTHERS


def server_of(values: Mapping[str, str]) -> Server:
    """Return the settings as a server.

    Raises:
        InputError: one of them makes no sense.
    """
    security = chosen("security", values.get("security") or "tls", PORTS)
    given = {
        key: values[key]
        for key in ("ca_file", "sign_in", "user", "password", "separator", "accounts", "measure")
        if values.get(key)
    }
    server = Server(
        host=server_name(values.get("host", ""), "imaps"),
        port=number("port", values.get("port") or str(PORTS[security])),
        security=security,
        connections=number("connections", values.get("connections") or "4", MOST_CONNECTIONS),
        **given,
    )
    _check(server)
    return server


def _check(server: Server) -> None:
    trust(server.ca_file)
    existing_file("accounts", server.accounts)
    chosen("sign_in", server.sign_in, SIGN_INS)
    if server.for_others and not (server.user and server.password and server.accounts):
        says = f"{server.sign_in} needs user, password and accounts"
        raise InputError(says, where="sign_in")
    if not server.accounts and not (server.user and server.password):
        fix = "Give user and password of one account, or accounts with those of many."
        raise InputError("nobody is named", where="accounts", fix=fix)
