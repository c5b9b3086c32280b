"""Every mailbox belongs to an account that exists.

Why     A mailbox whose account is gone is in nobody's wave and in nobody's licence count. Its mail
        is lost with the source.
Fix     Find out whose it was. Make it a shared mailbox with an owner, export it, or let it end.
Source  https://learn.microsoft.com/exchange/recipients-in-exchange-online/delete-or-restore-mailboxes
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import check
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import MAILBOXES, USERS

WORDS = Words(
    things="mailboxes",
    wrong="belong to an account that does not exist",
    right="belong to a known account",
    unsure="came without a holder",
    name=("address", "mailbox"),
)


@check(
    "mail.mailbox_owner_known",
    area=Area.DEPENDENCIES,
    severity=Severity.HIGH,
    needs=[MAILBOXES, USERS],
)
def mailbox_owner_known(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding; a holder may be written as id, sign-in name or address."""
    users = snapshot[USERS]
    known = pl.concat([users[name].alias("name") for name in ("user", "upn", "address")])
    names = known.drop_nulls().str.to_lowercase().implode()
    rows = snapshot[MAILBOXES].select("mailbox", "address", "name", "kind", "size_bytes")
    orphan = ~pl.any_horizontal(
        pl.col(name).str.to_lowercase().is_in(names).fill_null(False)
        for name in ("mailbox", "address")
    )
    yield conclude(snapshot.tenant, rows, orphan, WORDS)
