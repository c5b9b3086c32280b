"""The sign-in name equals the primary address.

Why     People type their address to sign in. Where the two differ, the first sign-in at the target
        fails and looks like a wrong password.
Fix     Change the sign-in name to the address before the wave, or list the person and tell them.
Source  https://learn.microsoft.com/entra/identity/hybrid/connect/plan-connect-userprincipalname
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import check
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import USERS

WORDS = Words(
    things="enabled members with an address",
    wrong="must type another name than their address to sign in",
    right="sign in with their address",
    unsure="came without a sign-in name or state",
    name=("upn", "user"),
)


@check(
    "identity.upn_equals_address",
    area=Area.IDENTITY,
    severity=Severity.MEDIUM,
    needs=[USERS.needs("upn", "address", "enabled", "kind")],
    attest_days=90,
)
def upn_equals_address(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding about enabled members that have an address at all."""
    rows = snapshot[USERS].select("user", "upn", "address", "department", "enabled", "kind")
    member = pl.col("enabled") & (pl.col("kind") == "member") & pl.col("address").is_not_null()
    differs = pl.col("upn").str.to_lowercase() != pl.col("address").str.to_lowercase()
    yield conclude(snapshot.tenant, rows, differs, WORDS, among=member)
