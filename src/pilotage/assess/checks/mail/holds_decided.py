"""How mailboxes on hold and growing archives are treated is decided.

Why     A mailbox on hold is refused by cross-tenant moves, and lifting a hold without the lawyers
        destroys evidence. Few movers follow an archive that grows by itself.
Fix     List them for legal or the sponsor, decide for each whether it moves, stays or is exported,
        and attest the decision.
Source  https://learn.microsoft.com/microsoft-365/enterprise/cross-tenant-mailbox-migration
"""

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from pilotage.assess import check
from pilotage.assess.judgement import naming
from pilotage.facts.finding import Area, Finding, Severity, not_assessed, passed
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import ARCHIVES, HOLDS, MAILBOXES


@check(
    "mail.holds_decided",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    needs=[HOLDS, ARCHIVES.needs("auto_expanding")],
    sides=["source"],
    attest_days=90,
)
def holds_decided(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding; only a person can say that holds are decided, so none passes alone."""
    held = snapshot[HOLDS].select("mailbox", because=pl.col("kind").fill_null("hold"))
    growing = pl.when(pl.col("auto_expanding")).then(pl.lit("archive grows by itself"))
    unknown = growing.when(pl.col("auto_expanding").is_null()).then(pl.lit("archive may grow"))
    archives = snapshot[ARCHIVES].select("mailbox", because=unknown).drop_nulls()
    addresses = snapshot.rows(MAILBOXES).select("mailbox", "address")
    rows = pl.concat([held, archives]).unique().join(addresses, on="mailbox", how="left")
    rows = rows.sort("mailbox", "because")
    if rows.is_empty():
        says = "No mailbox is on hold and no archive grows by itself."
        yield passed(snapshot.tenant, says, rows)
        return
    count = rows["mailbox"].n_unique()
    why = f"nobody signed how {count} mailboxes on hold or with a growing archive are treated"
    names = naming(rows, "address", "mailbox")
    yield replace(not_assessed(snapshot.tenant, f"{why}: {names}"), evidence=rows)
