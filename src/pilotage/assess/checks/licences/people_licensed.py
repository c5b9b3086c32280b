"""Everyone with a mailbox has a licence.

Why     A mailbox without a licence is deleted 30 days after the licence was taken, and is not
        created at all where there never was one.
Fix     Give the licence before the wave, or make the mailbox shared or let it end.
Source  https://learn.microsoft.com/microsoft-365/enterprise/remove-licenses-from-user-accounts-with-microsoft-365-powershell
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import check
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import LICENCES_ASSIGNED, MAILBOXES, USERS

WORDS = Words(
    things="enabled members with a mailbox",
    wrong="have no licence",
    right="have a licence",
    unsure="came without their state or kind of mailbox",
    name=("upn", "user"),
)


@check(
    "licences.people_licensed",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    needs=[USERS.needs("enabled", "kind"), MAILBOXES.needs("kind"), LICENCES_ASSIGNED],
)
def people_licensed(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding over enabled members whose own mailbox is known by id or address."""
    mailboxes = snapshot[MAILBOXES]
    kinds = (
        pl.concat(
            mailboxes.select(holder=key, mailbox_kind="kind") for key in ("mailbox", "address")
        )
        .drop_nulls("holder")
        .unique("holder", keep="first", maintain_order=True)
    )
    licences = snapshot[LICENCES_ASSIGNED].group_by("user").agg(licences=pl.len())
    rows = (
        snapshot[USERS]
        .select("user", "upn", "address", "department", "enabled", "kind")
        .join(kinds, left_on="user", right_on="holder", how="left", maintain_order="left")
        .join(kinds, left_on="address", right_on="holder", how="left", maintain_order="left")
        .join(licences, on="user", how="left", maintain_order="left")
        .with_columns(mailbox_kind=pl.coalesce("mailbox_kind", "mailbox_kind_right"))
        .drop("mailbox_kind_right")
    )
    has_mailbox = rows["user"].is_in(mailboxes["mailbox"].implode()) | rows["address"].is_in(
        mailboxes["address"].implode()
    ).fill_null(False)
    member = pl.col("enabled") & (pl.col("kind") == "member") & (pl.col("mailbox_kind") == "user")
    holders = rows.filter(has_mailbox)
    yield conclude(snapshot.tenant, holders, pl.col("licences").is_null(), WORDS, among=member)
