"""What DNS answers about Harbour Foods when its mail is in order; a test changes one answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from asking import ask_one
from harbour import tenant

from pilotage.facts.finding import Finding
from pilotage.facts.table import Row

DOMAIN = "harbour.example"
MX_HOST = "harbour-example.mail.protection.outlook.com"
POLICY = "version: STSv1\nmode: enforce\nmx: *.mail.protection.outlook.com\nmax_age: 604800\n"

Asked = tuple[str, str]
"""A name and a type."""

HEALTHY: Mapping[Asked, Sequence[str]] = {
    (DOMAIN, "MX"): [f"0 {MX_HOST}."],
    (DOMAIN, "TXT"): ["v=spf1 include:spf.protection.outlook.com -all", "other=text"],
    ("spf.protection.outlook.com", "TXT"): ["v=spf1 ip4:192.0.2.0/24 -all"],
    (MX_HOST, "A"): ["192.0.2.25"],
    (MX_HOST, "AAAA"): [],
    (f"_mta-sts.{DOMAIN}", "TXT"): ["v=STSv1; id=20260101;"],
    (f"mta-sts.{DOMAIN}", "MTA-STS"): [POLICY],
    (f"_smtp._tls.{DOMAIN}", "TXT"): [f"v=TLSRPTv1; rua=mailto:tls@{DOMAIN}"],
    (f"autodiscover.{DOMAIN}", "CNAME"): ["autodiscover.outlook.com"],
    (f"_autodiscover._tcp.{DOMAIN}", "SRV"): [],
    (f"selector1._domainkey.{DOMAIN}", "CNAME"): ["selector1.keys.example"],
    (f"selector2._domainkey.{DOMAIN}", "CNAME"): ["selector2.keys.example"],
    ("selector1.keys.example", "TXT"): ["v=DKIM1; k=rsa; p=MIIB"],
    ("selector2.keys.example", "TXT"): ["v=DKIM1; k=rsa; p=MIIC"],
}

Answers = Mapping[Asked, Sequence[str] | None]
"""Values by what was asked: an empty list is "there is none", None is "nobody asked"."""


def records(changes: Answers | None = None) -> list[Row]:
    """Return the rows of DNS_RECORDS with these answers changed."""
    whole: Answers = {**HEALTHY, **(changes or {})}
    return [
        {"domain": DOMAIN, "name": name, "type": kind, "value": value}
        for (name, kind), values in whole.items()
        if values is not None
        for value in (values or [""])
    ]


def judged(check: str, changes: Answers | None = None) -> Finding:
    """Return what a check says of Harbour Foods with these answers changed."""
    return ask_one(check, tenant(dns_records=records(changes)))
