"""Guests were active in the last 90 days.

Why     A guest who left long ago keeps every right that was given, and the move would give them
        again.
Fix     Ask the sponsor of each guest. Remove those that nobody claims; do not invite them again.
Source  https://learn.microsoft.com/entra/identity/users/clean-up-stale-guest-accounts
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import check
from pilotage.assess.checks.identity.stale_accounts_disabled import UNUSED
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import USERS

WORDS = Words(
    things="enabled guests",
    wrong="did not sign in for 90 days",
    right="signed in within 90 days, or are new",
    unsure="came without a last sign-in",
    name=("upn", "user"),
)


@check(
    "identity.guests_active",
    area=Area.IDENTITY,
    severity=Severity.LOW,
    needs=[USERS.needs("enabled", "kind", "last_sign_in_at")],
    attest_days=90,
)
def guests_active(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding about enabled guests; one invited within 90 days is not yet stale."""
    rows = snapshot[USERS].select("user", "upn", "enabled", "kind", "created_at", "last_sign_in_at")
    since = pl.lit(snapshot.taken_at - UNUSED)
    young = (pl.col("created_at") > since).fill_null(False)
    idle = ~young & (pl.col("last_sign_in_at") < since)
    guest = pl.col("enabled") & (pl.col("kind") == "guest")
    yield conclude(snapshot.tenant, rows, idle, WORDS, among=guest)
