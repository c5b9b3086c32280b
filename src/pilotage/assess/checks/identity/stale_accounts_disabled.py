"""Accounts that nobody used for 90 days are disabled.

Why     A forgotten account is moved, licensed and protected for nobody, and is the account that
        an intruder prefers.
Fix     Ask HR about each. Disable leavers before the wave and leave them out of the scope.
Source  https://learn.microsoft.com/entra/identity/monitoring-health/howto-manage-inactive-user-accounts
"""

from collections.abc import Iterator
from datetime import timedelta

import polars as pl

from pilotage.assess import check
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import USERS

UNUSED = timedelta(days=90)

WORDS = Words(
    things="enabled members",
    wrong="did not sign in for 90 days",
    right="signed in within 90 days, or are new",
    unsure="came without a last sign-in",
    name=("upn", "user"),
)


@check(
    "identity.stale_accounts_disabled",
    area=Area.IDENTITY,
    severity=Severity.MEDIUM,
    needs=[USERS.needs("enabled", "kind", "last_sign_in_at")],
    attest_days=30,
)
def stale_accounts_disabled(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding; an account younger than 90 days is not yet stale."""
    rows = snapshot[USERS].select(
        "user", "upn", "department", "enabled", "kind", "created_at", "last_sign_in_at"
    )
    since = pl.lit(snapshot.taken_at - UNUSED)
    young = (pl.col("created_at") > since).fill_null(False)
    stale = ~young & (pl.col("last_sign_in_at") < since)
    member = pl.col("enabled") & (pl.col("kind") == "member")
    yield conclude(snapshot.tenant, rows, stale, WORDS, among=member, expected=True)
