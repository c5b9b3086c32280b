"""Everyone with rights in a mailbox is in the inventory.

Why     A delegate who is not in the inventory is in no wave, so the right is lost at cutover and
        the owner's assistant calls the help desk on the first morning.
Fix     Add the delegate to the scope, or agree with the owner that the right ends.
Source  https://learn.microsoft.com/exchange/recipients-in-exchange-online/manage-permissions-for-recipients
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import check
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import CALENDAR_DELEGATES, GROUPS, MAILBOX_PERMISSIONS, USERS

WORDS = Words(
    things="rights in mailboxes",
    wrong="belong to someone outside the inventory",
    right="belong to known people and groups",
    unsure="came without their holder",
    name=("holder",),
)


@check(
    "mail.delegates_known",
    area=Area.DEPENDENCIES,
    severity=Severity.HIGH,
    needs=[MAILBOX_PERMISSIONS, CALENDAR_DELEGATES, USERS, GROUPS],
    attest_days=30,
)
def delegates_known(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding; a holder may be written as id, sign-in name or address."""
    rights = pl.concat(
        [
            snapshot[MAILBOX_PERMISSIONS].select("mailbox", "right", holder="trustee"),
            snapshot[CALENDAR_DELEGATES].select(
                "mailbox", right=pl.lit("calendar_delegate"), holder="delegate"
            ),
        ]
    )
    known = _names(snapshot)
    rows = rights.sort("mailbox", "holder", "right")
    strange = ~pl.col("holder").str.to_lowercase().is_in(known.implode())
    yield conclude(snapshot.tenant, rows, strange, WORDS)


def _names(snapshot: Snapshot) -> pl.Series:
    """Return every id, sign-in name and address of a user or group, in lower case."""
    columns = [snapshot[USERS][name] for name in ("user", "upn", "address")]
    columns += [snapshot[GROUPS][name] for name in ("group", "address")]
    return pl.concat([column.alias("name") for column in columns]).drop_nulls().str.to_lowercase()
