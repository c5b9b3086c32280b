"""Every member has a usage location.

Why     Microsoft refuses a licence for an account without one, so the mailbox does not exist when
        its owner first signs in.
Fix     Set the two-letter country from the office of each person before licences are given.
Source  https://learn.microsoft.com/entra/fundamentals/license-users-groups
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import check
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import USERS

WORDS = Words(
    things="enabled members",
    wrong="have no usage location",
    right="have a usage location",
    unsure="came without their state",
    name=("upn", "user"),
)


@check(
    "identity.usage_location_set",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    needs=[USERS.needs("usage_location", "enabled", "kind")],
)
def usage_location_set(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding about enabled members; an empty location was read as none."""
    rows = snapshot[USERS].select(
        "user", "upn", "department", "office", "enabled", "kind", "usage_location"
    )
    member = pl.col("enabled") & (pl.col("kind") == "member")
    absent = pl.col("usage_location").fill_null("") == ""
    yield conclude(snapshot.tenant, rows, absent, WORDS, among=member, expected=True)
