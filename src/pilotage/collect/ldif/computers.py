"""Rows of computers, and of those that are servers."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from pilotage.collect.batch import Batch
from pilotage.collect.ldif.directory import Directory
from pilotage.collect.ldif.fields import enabled, number, reference, rows, texts
from pilotage.collect.ldif.moments import with_moments
from pilotage.collect.ldif.records import Entry
from pilotage.facts.tables import DEVICES, SERVERS

RULES = 0x2000 | 0x0400_0000
"""Flags of a domain controller, and of one that may only read.

Source: https://learn.microsoft.com/troubleshoot/windows-server/active-directory/useraccountcontrol-manipulate-account-properties
"""

TEXTS = {
    "name": ("dnshostname", "cn", "name"),
    "os": ("operatingsystem",),
    "os_version": ("operatingsystemversion",),
    "office": ("location",),
}
TIMES = {"last_seen_at": ("lastlogontimestamp",)}
WANTED = frozenset(name for fields in (TEXTS, TIMES) for names in fields.values() for name in names)


def batches(directory: Directory, where: str, missing: str) -> Iterator[Batch]:
    """Yield DEVICES, and SERVERS where computers say what system they run."""
    if not directory.computers:
        return
    fields = texts(TEXTS | TIMES)
    fields["owner"] = (("managedby",), reference(directory, "managedby"))
    fields["enabled"] = (("useraccountcontrol",), enabled)
    made = rows(directory.computers, "device", fields).with_columns(
        pl.col("name").str.to_lowercase(), trust=pl.lit("domain_joined")
    )
    found, refused = with_moments(made, TIMES, where)
    yield Batch(DEVICES, found.drop("office", strict=False), refused, missing)
    if "os" in made.columns:
        rules = pl.Series("rules", [_rules(entry) for entry in directory.computers])
        yield Batch(SERVERS, _servers(made.with_columns(rules)), missing=missing)


def _servers(computers: pl.DataFrame) -> pl.DataFrame:
    """Return the computers that run a server's system, or rule a domain."""
    serves = pl.col("os").str.contains("(?i)server").fill_null(False) | pl.col("rules")
    kept = [name for name in ("os", "owner", "office") if name in computers.columns]
    return computers.filter(serves, pl.col("name").is_not_null()).select(
        *kept, server="name", role=pl.when("rules").then(pl.lit("domain controller"))
    )


def _rules(entry: Entry) -> bool:
    return bool((number(entry, "useraccountcontrol") or 0) & RULES)
