"""What opens a wire to a directory, checked before anything is sent.

A password goes over TLS only; in the clear it may go to this machine itself and nowhere else.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec

from pilotage.connect.settings import chosen, existing_file, number, server_name, trust
from pilotage.connect.sources import Setting
from pilotage.facts.errors import InputError

PORTS = {"ldaps": 636, "starttls": 389, "none": 389}
SIGN_INS = ("simple", "external", "digest-md5", "gssapi", "anonymous")
NEEDS_PASSWORD = ("simple", "digest-md5")

SETTINGS = (
    Setting("host", "Name of the directory server, as its certificate has it"),
    Setting("port", "Port, if not 636 for ldaps and 389 otherwise", required=False),
    Setting(
        "security",
        "How the connection is protected; none is for a server on this machine",
        default="ldaps",
        choices=tuple(PORTS),
    ),
    Setting(
        "ca_file",
        "File with the certificates that are trusted, if not those of this machine (PEM)",
        required=False,
    ),
    Setting("sign_in", "How to sign in", default="simple", choices=SIGN_INS),
    Setting(
        "user",
        "Account that may only read, such as pilotage@ad.example.com or its full name",
        required=False,
    ),
    Setting("password", "Its password", secret=True, required=False),
    Setting("certificate_file", "Certificate for the sign-in external (PEM)", required=False),
    Setting("key_file", "Its private key (PEM)", required=False),
    Setting(
        "base",
        "Containers to read, separated by a semicolon, if not the whole directory",
        required=False,
    ),
    Setting(
        "group",
        "Full name of a group, if only its members are wanted, however deeply nested",
        required=False,
    ),
    Setting(
        "referrals",
        "What parts on other servers are: missing, or elsewhere if other connections read them",
        default="missing",
        choices=("missing", "elsewhere"),
    ),
)


@dataclass(frozen=True)
class Login:
    """Where a directory is, how it is reached, who signs in, and what part of it is wanted."""

    host: str
    port: int
    security: str = "ldaps"
    ca_file: str = ""
    sign_in: str = "simple"
    user: str = ""
    password: str = field(default="", repr=False)
    certificate_file: str = ""
    key_file: str = ""
    bases: tuple[str, ...] = ()
    group: str = ""
    referrals: str = "missing"


def login_of(values: Mapping[str, str]) -> Login:
    """Return the settings as a login.

    Raises:
        InputError: one of them makes no sense, or would send a password in the clear.
    """
    security = chosen("security", values.get("security") or "ldaps", PORTS)
    given = {
        key: values[key]
        for key in ("ca_file", "user", "password", "certificate_file", "key_file", "group")
        if values.get(key)
    }
    login = Login(
        host=server_name(values.get("host", ""), "ldap"),
        port=number("port", values.get("port") or str(PORTS[security])),
        security=security,
        sign_in=chosen("sign_in", values.get("sign_in") or "simple", SIGN_INS),
        bases=tuple(filter(None, map(str.strip, values.get("base", "").split(";")))),
        referrals=values.get("referrals") or "missing",
        **given,
    )
    _check_wire(login)
    _check_sign_in(login)
    return login


def _check_wire(login: Login) -> None:
    if login.security == "none" and not is_loopback(login.host):
        fix = "Choose ldaps or starttls; none is for a server on this machine only."
        raise InputError("would send everything in the clear", where="security", fix=fix)
    trust(login.ca_file)
    existing_file("certificate_file", login.certificate_file)
    existing_file("key_file", login.key_file)


def _check_sign_in(login: Login) -> None:
    where = "sign_in"
    if login.sign_in in NEEDS_PASSWORD and not (login.user and login.password):
        fix = "Without a password a server takes anybody in as nobody, so it is asked for."
        raise InputError(f"{login.sign_in} needs user and password", where=where, fix=fix)
    if login.sign_in == "external" and not (login.certificate_file and login.key_file):
        raise InputError("external needs certificate_file and key_file", where=where)
    if login.sign_in == "external" and login.security == "none":
        raise InputError("external needs TLS", where=where, fix="Choose ldaps or starttls.")
    if login.sign_in == "gssapi" and find_spec("gssapi") is None:
        fix = "Install it with pip install gssapi, or choose simple over ldaps."
        raise InputError("gssapi needs the Python package gssapi", where=where, fix=fix)


def is_loopback(host: str) -> bool:
    """Tell whether ``host`` is this machine, without asking anybody for its address."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"
