"""The DNS of the demo: the records of both domains, and names that have none.

The services are those of Exchange Online as Microsoft publishes them; domains and addresses are
reserved for examples.
"""

from __future__ import annotations

import polars as pl

from pilotage.demo.chance import after
from pilotage.demo.sides import SOURCE
from pilotage.demo.tenant import Company, Tenant

SERVICE = "protection.outlook.com"
TTL_SECONDS = 3600
POLICY = "version: STSv1\nmode: {mode}\nmx: *.mail.protection.outlook.com\nmax_age: 604800"

Record = tuple[str, str, str]
"""Name, type and value; without a value the name has no such record."""


def dns_records(tenant: Tenant) -> pl.DataFrame:
    """Return what DNS answers about both domains of the tenant.

    DMARC and MTA-STS of the source's own domain only watch, and its second DKIM key is absent.
    """
    company = tenant.company
    weak = company is SOURCE
    own = [
        *_mail(company.domain, dmarc="none" if weak else "reject"),
        *_keys(company, absent="selector2" if weak else ""),
        *_transport(company.domain, mode="testing" if weak else "enforce"),
        (f"spf.{SERVICE}", "TXT", "v=spf1 ip4:192.0.2.0/24 -all"),
    ]
    found = [(company.domain, *record) for record in own]
    found += [(company.initial, *record) for record in _mail(company.initial, dmarc="reject")]
    columns = ("domain", "name", "type", "value")
    return pl.DataFrame(found, schema=columns, orient="row").with_columns(
        ttl_seconds=pl.when(pl.col("value") != "").then(TTL_SECONDS),
        read_at=pl.lit(after(tenant.now, 0)),
    )


def _mail(domain: str, dmarc: str) -> list[Record]:
    """Return where mail arrives, who may send it, and where programs find the mailboxes."""
    host = f"{domain.replace('.', '-')}.mail.{SERVICE}"
    return [
        (domain, "MX", f"0 {host}"),
        (host, "A", "192.0.2.25"),
        (host, "AAAA", ""),
        (domain, "TXT", f"v=spf1 include:spf.{SERVICE} -all"),
        (f"_dmarc.{domain}", "TXT", f"v=DMARC1; p={dmarc}; rua=mailto:dmarc@{domain}"),
        (f"autodiscover.{domain}", "CNAME", "autodiscover.outlook.com"),
        (f"_autodiscover._tcp.{domain}", "SRV", ""),
    ]


def _keys(company: Company, absent: str) -> list[Record]:
    """Return both DKIM selectors and the keys that they lead to, without the ``absent`` one."""
    label = company.domain.replace(".", "-")
    found: list[Record] = []
    for selector in ("selector1", "selector2"):
        name = f"{selector}._domainkey.{company.domain}"
        leads_to = f"{selector}-{label}._domainkey.{company.initial}"
        if selector == absent:
            found += [(name, "CNAME", ""), (name, "TXT", "")]
        else:
            key = f"v=DKIM1; k=rsa; p=demo-{selector}"
            found += [(name, "CNAME", leads_to), (leads_to, "TXT", key)]
    return found


def _transport(domain: str, mode: str) -> list[Record]:
    """Return how mail must be delivered, and where senders report that they could not."""
    return [
        (f"_mta-sts.{domain}", "TXT", "v=STSv1; id=20260101"),
        (f"mta-sts.{domain}", "MTA-STS", POLICY.format(mode=mode)),
        (f"_smtp._tls.{domain}", "TXT", f"v=TLSRPTv1; rua=mailto:tls@{domain}"),
    ]
