"""Tables about domains and their DNS records."""

import polars as pl

from pilotage.facts.table import UTC_TIME, Column, Table

DOMAINS = Table(
    "domains",
    says="Domains of the tenant.",
    source="Graph /domains, Get-AcceptedDomain, ScubaGear domain_settings and accepted_domains",
    key=("domain",),
    columns={
        "domain": Column(pl.String, "domain name, lower case"),
        "verified": Column(pl.Boolean, "ownership is proven"),
        "default": Column(pl.Boolean, "new people get it"),
        "initial": Column(pl.Boolean, "the tenant's own onmicrosoft.com name"),
        "authentication": Column(pl.String, "managed or federated"),
        "services": Column(pl.List(pl.String), "services that use it, such as Email"),
        "password_days": Column(pl.Int64, "validity in days; 2147483647 is never", least=0),
    },
)

DNS_RECORDS = Table(
    "dns_records",
    says="DNS records as resolvers answered, and names that have none of a type.",
    source="DNS, ScubaGear spf_records, dkim_records and dmarc_records, dns_records.csv",
    key=("name", "type", "value"),
    columns={
        "domain": Column(pl.String, "domain that the record belongs to, lower case"),
        "name": Column(pl.String, "full record name, lower case, no dot at the end"),
        "type": Column(
            pl.String,
            "MX, TXT, CNAME, SRV and so on; MTA-STS is the policy that the host named mta-sts "
            "serves at /.well-known/mta-sts.txt, whole, with its line ends",
        ),
        "value": Column(
            pl.String,
            "value as text, MX and SRV with their numbers; empty where the name was asked and has "
            "no record of the type. A name without any row was not asked",
            empty_says_none=True,
        ),
        "ttl_seconds": Column(pl.Int64, "seconds an answer may be cached", least=0),
        "read_at": Column(UTC_TIME, "when it was asked"),
    },
)
