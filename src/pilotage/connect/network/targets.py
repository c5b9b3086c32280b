"""What is measured: a host, a port, and what answers there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from pilotage.facts.errors import InputError

TCP, TLS, IKE = "tcp", "tls", "ike"
PORTS = {TLS: 443, TCP: 443, IKE: 500}
MICROSOFT_365 = ("outlook.office365.com", "login.microsoftonline.com", "graph.microsoft.com")
"""Names that every client of Microsoft 365 needs.

https://learn.microsoft.com/microsoft-365/enterprise/urls-and-ip-address-ranges
"""

TENANT = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")
HOST = re.compile(r"[A-Za-z0-9._:-]{1,253}")
LAST_PORT = 65535


@dataclass(frozen=True, order=True)
class Target:
    """A host that is measured; ``speaks`` is tcp, tls, or ike for a VPN gateway over UDP."""

    host: str
    port: int
    speaks: str = TLS

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


def target(text: str, where: str) -> Target:
    """Read ``host``, ``host:port`` or ``tcp://host:port``, with ``[…]`` around an IPv6 address.

    Raises:
        InputError: it is none of these.
    """
    fix = f"Write a host, or one of {', '.join(f'{kind}://host:port' for kind in PORTS)}."
    try:
        parts = urlsplit(text if "://" in text else f"{TLS}://{text}")
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise InputError(f"'{text[:80]}' is no target ({error})", where=where, fix=fix) from error
    odd = parts.path or parts.query or parts.username
    if odd or parts.scheme not in PORTS or not HOST.fullmatch(host) or port == 0:
        raise InputError(f"'{text[:80]}' is no target", where=where, fix=fix)
    return Target(host.lower(), port or PORTS[parts.scheme], parts.scheme)


def usual(tenant: str) -> list[Target]:
    """Return the hosts of Microsoft 365, with those of a tenant's SharePoint where it is named.

    ``tenant`` is what stands before ``.sharepoint.com``.

    Raises:
        InputError: it is no such name.
    """
    name = tenant.lower().removesuffix(".sharepoint.com")
    if name and not TENANT.fullmatch(name):
        fix = "Give what stands before .sharepoint.com."
        raise InputError(f"'{tenant[:80]}' is no name of a tenant", where="sharepoint", fix=fix)
    own = [f"{name}.sharepoint.com", f"{name}-my.sharepoint.com"] if name else []
    return [Target(host, PORTS[TLS]) for host in (*MICROSOFT_365, *own)]
