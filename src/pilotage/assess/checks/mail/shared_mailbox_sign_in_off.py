"""Nobody can sign in as a shared mailbox, room or device.

Why     The account behind it has a password that several people know or nobody does, no owner and
        no MFA. It needs no sign-in: members open it with their own.
Fix     Disable the account. Where a scanner or program signs in with it, give that its own account
        or a relay first.
Source  https://learn.microsoft.com/microsoft-365/admin/email/about-shared-mailboxes
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import check
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import MAILBOXES, USERS

WORDS = Words(
    things="shared mailboxes, rooms and equipment",
    wrong="allow sign-in",
    right="refuse sign-in",
    unsure="came without saying whether they allow sign-in",
    name=("address", "mailbox"),
)


@check(
    "mail.shared_mailbox_sign_in_off",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    needs=[MAILBOXES.needs("kind")],
    frameworks=["CIS M365 7.0.0 1.2.2"],
)
def shared_mailbox_sign_in_off(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding; the account in the directory answers where the mailbox does not."""
    accounts = snapshot.rows(USERS).select("enabled", mailbox="user")
    rows = (
        snapshot[MAILBOXES]
        .select("mailbox", "address", "name", "kind", "sign_in_enabled")
        .join(accounts, on="mailbox", how="left", maintain_order="left")
    )
    allowed = pl.coalesce("sign_in_enabled", "enabled")
    yield conclude(snapshot.tenant, rows, allowed, WORDS, among=pl.col("kind") != "user")
