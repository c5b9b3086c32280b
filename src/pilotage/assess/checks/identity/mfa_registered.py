"""Everyone who signs in has registered for MFA.

Why     Methods do not migrate. Whoever has none meets the registration page on the first morning,
        and the help desk meets all of them at nine.
Fix     Run a registration campaign before the wave, with a desk in each office for the last ones.
        Give a Temporary Access Pass where the first registration itself needs MFA.
Source  https://learn.microsoft.com/entra/identity/authentication/howto-authentication-methods-activity
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import check
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import AUTHENTICATION_REGISTRATION as REGISTRATION
from pilotage.facts.tables import USERS

WORDS = Words(
    things="enabled members",
    wrong="did not register for MFA",
    right="registered for MFA",
    unsure="are not in the registration report",
    name=("upn", "user"),
)


@check(
    "identity.mfa_registered",
    area=Area.IDENTITY,
    severity=Severity.CRITICAL,
    needs=[USERS.needs("enabled", "kind"), REGISTRATION.needs("mfa_registered")],
    frameworks=["CIS M365 7.0.0 5.2.3.4"],
    attest_days=14,
)
def mfa_registered(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding about enabled members; who is not in the report is unknown."""
    people = snapshot[USERS].select("user", "upn", "department", "enabled", "kind")
    report = snapshot[REGISTRATION].select("user", "mfa_registered", "methods")
    rows = people.join(report, on="user", how="left", maintain_order="left")
    member = pl.col("enabled") & (pl.col("kind") == "member")
    bad = ~pl.col("mfa_registered")
    yield conclude(snapshot.tenant, rows, bad, WORDS, among=member, expected=True)
