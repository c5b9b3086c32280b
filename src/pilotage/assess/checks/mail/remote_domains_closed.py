"""No remote domain allows automatic forwarding.

Why     The default remote domain lets every mailbox and every inbox rule forward to anyone, also
        those that an intruder made.
Fix     Switch automatic forwarding off for the default remote domain. Allow single partner domains
        by name, each with an owner.
Source  https://learn.microsoft.com/exchange/mail-flow-best-practices/remote-domains/remote-domains
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import check
from pilotage.assess.judgement import Words, conclude
from pilotage.assess.settings import area
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import SETTINGS

WORDS = Words(
    things="remote domains",
    wrong="allow automatic forwarding",
    right="refuse automatic forwarding",
    unsure="came without their forwarding switch",
    name=("object",),
)


@check(
    "mail.remote_domains_closed",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    needs=[SETTINGS],
    frameworks=["MS.EXO.1.1v2"],
    attest_days=90,
)
def remote_domains_closed(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding over the remote domains of Exchange."""
    settings = area(snapshot, "remote_domains", "remoteDomains")
    rows = settings.filter(pl.col("setting") == "autoforwardenabled")
    allows = pl.col("value") == "true"
    yield conclude(snapshot.tenant, rows, allows, WORDS, expected=True)
