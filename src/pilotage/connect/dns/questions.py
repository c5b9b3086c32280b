"""What is asked about each domain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pilotage.connect.sources import Ask

Question = tuple[str, str]
"""A name in lower case without a dot at its end, and a type."""

SELECTORS = ("selector1", "selector2", "google")
"""DKIM selectors of Exchange Online and of Google Workspace.

https://learn.microsoft.com/defender-office-365/email-authentication-dkim-configure
https://support.google.com/a/answer/174124
"""

SERVICES = ("_autodiscover._tcp", "_sip._tls", "_sipfederationtls._tcp", "_ldap._tcp")
ALIASES = ("autodiscover", "enterpriseregistration", "enterpriseenrollment", "lyncdiscover", "sip")
"""Names that Microsoft 365 wants as aliases of its own hosts.

https://learn.microsoft.com/microsoft-365/enterprise/external-domain-name-system-records
"""


RECORDS = Ask(
    "records",
    "records about mail, sign-in and devices of each domain, and who hosts its zone",
    "DNS: SOA, NS, MX, TXT, SRV, CNAME, A and AAAA, from resolvers",
    ("dns_records",),
    url="https://www.rfc-editor.org/rfc/rfc1035",
)
ZONE_SERVERS = Ask(
    "zone_servers",
    "the same from the servers of each zone, to see what resolvers do not know yet",
    "DNS without recursion, from the hosts that NS names",
    ("dns_records",),
    url="https://www.rfc-editor.org/rfc/rfc1034#section-4.3",
)
MTA_STS = Ask(
    "mta_sts",
    "the policy of MTA-STS, where a record announces one",
    "GET https://mta-sts.DOMAIN/.well-known/mta-sts.txt",
    ("dns_records",),
    url="https://www.rfc-editor.org/rfc/rfc8461#section-3.3",
)
EXPIRY = Ask(
    "expiry",
    "until when each domain is registered, if the setting says so",
    "GET https://data.iana.org/rdap/dns.json, then /domain/NAME of the registry that it names",
    (),
    url="https://www.rfc-editor.org/rfc/rfc9083#section-4.5",
)
ASKS = (RECORDS, ZONE_SERVERS, MTA_STS, EXPIRY)
"""None of them needs a permission."""


def of_zone(domain: str) -> Iterator[Question]:
    """Yield the questions that tell who hosts the zone, and where mail goes."""
    for kind in ("SOA", "NS", "MX", "TXT"):
        yield domain, kind


def of_services(domain: str, selectors: Sequence[str]) -> Iterator[Question]:
    """Yield the questions that need no earlier answer."""
    for selector in selectors:
        yield f"{selector}._domainkey.{domain}", "TXT"
    for name in ("_mta-sts", "_smtp._tls"):
        yield f"{name}.{domain}", "TXT"
    for name in SERVICES:
        yield f"{name}.{domain}", "SRV"
    for name in ALIASES:
        yield f"{name}.{domain}", "CNAME"


def of_host(name: str) -> Iterator[Question]:
    """Yield the questions for the addresses of a host."""
    yield name, "A"
    yield name, "AAAA"
