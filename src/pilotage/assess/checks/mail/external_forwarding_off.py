"""No mailbox forwards its mail outside.

Why     Forwarding is how an intruder keeps reading after the password was changed, and how private
        copies of company mail leave unseen. It is lost or copied silently by a move.
Fix     Ask the owner of each. Remove it, or write down who needs it until when.
Source  https://learn.microsoft.com/defender-office-365/outbound-spam-policies-external-email-forwarding
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import check
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import DOMAINS, MAILBOXES

WORDS = Words(
    things="mailboxes",
    wrong="forward to another organisation",
    right="keep their mail inside",
    unsure="forward to something that is not an address",
    name=("address", "mailbox"),
)


@check(
    "mail.external_forwarding_off",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    needs=[MAILBOXES.needs("forwards_to"), DOMAINS],
)
def external_forwarding_off(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding; a domain of this tenant is inside, all others are outside."""
    rows = snapshot[MAILBOXES].select("mailbox", "address", "name", "kind", "forwards_to")
    forwards = pl.col("forwards_to").fill_null("") != ""
    domain = pl.col("forwards_to").str.extract(r"@([^@>\s]+)", 1).str.to_lowercase()
    outside = ~domain.is_in(snapshot[DOMAINS]["domain"].implode())
    yield conclude(snapshot.tenant, rows, forwards & outside, WORDS)
