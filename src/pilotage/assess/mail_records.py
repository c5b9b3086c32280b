"""What DNS says about the mail of each domain.

A domain counts as asked when resolvers gave any record of it; a domain without any is unknown.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import DNS_RECORDS, DOMAINS

ROUTING = ".mail.onmicrosoft.com"
"""Suffix of routing domains in Microsoft's own zone, where nobody can publish DMARC:
https://learn.microsoft.com/exchange/hybrid-deployment/hybrid-deployment-prerequisites"""


@dataclass(frozen=True)
class MailDomain:
    """A domain, whether DNS was asked about it, and the records that were found.

    ``found_at`` is the domain whose record applies: itself, or a parent that it inherits from.
    """

    domain: str
    asked: bool
    records: pl.DataFrame
    found_at: str

    @property
    def values(self) -> list[str]:
        """Return the text of the records, in a stable order."""
        return self.records["text"].sort().to_list()


def spf(snapshot: Snapshot) -> list[MailDomain]:
    """Return each verified domain with the SPF records at its own name."""
    pattern = r"(?i)^v=spf1(\s|$)"
    found = [_look_up(snapshot, [domain], "", pattern) for domain in _verified(snapshot)]
    return _due(snapshot, found)


def dmarc(snapshot: Snapshot) -> list[MailDomain]:
    """Return each verified domain with the DMARC records that apply, its own or inherited."""
    pattern = r"(?i)^v\s*=\s*DMARC1\s*(;|$)"
    domains = [domain for domain in _verified(snapshot) if not domain.endswith(ROUTING)]
    found = [_look_up(snapshot, _lineage(domain), "_dmarc.", pattern) for domain in domains]
    return _due(snapshot, found)


def _verified(snapshot: Snapshot) -> list[str]:
    """Return the domains of the tenant; one that is not verified cannot carry mail yet."""
    known = snapshot[DOMAINS].filter(pl.col("verified").fill_null(True))
    return known["domain"].sort().to_list()


def _due(snapshot: Snapshot, found: list[MailDomain]) -> list[MailDomain]:
    """Leave out the tenant's own names that were not asked: Microsoft publishes for them."""
    initial = snapshot[DOMAINS].filter(pl.col("initial").fill_null(False))["domain"].to_list()
    return [each for each in found if each.asked or each.domain not in initial]


def _lineage(domain: str) -> list[str]:
    labels = domain.split(".")
    return [".".join(labels[start:]) for start in range(max(len(labels) - 1, 1))]


def _look_up(snapshot: Snapshot, lineage: list[str], prefix: str, pattern: str) -> MailDomain:
    records = snapshot[DNS_RECORDS].with_columns(
        text=pl.col("value").str.replace_all(r'"\s*"', "").str.strip_chars('" ')
    )
    own = lineage[0]
    asked = not records.filter((pl.col("domain") == own) | (pl.col("name") == own)).is_empty()
    texts = records.filter((pl.col("type") == "TXT") & pl.col("text").str.contains(pattern))
    for ancestor in lineage:
        found = texts.filter(pl.col("name") == f"{prefix}{ancestor}")
        if not found.is_empty():
            return MailDomain(own, True, found, ancestor)
    return MailDomain(own, asked, texts.clear(), own)
