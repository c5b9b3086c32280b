"""Everybody who moves has registered for MFA in the target.

Why     The first sign-in in the target asks for a second factor. Whoever has none stands before
        a closed door, on the morning when the help desk has the least time.
Fix     The champions sit with the people named in the evidence until each has registered; the
        security lead issues temporary access passes where a phone is missing.
Source  https://learn.microsoft.com/graph/api/resources/userregistrationdetails
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import migration_check
from pilotage.assess.agreed.accounts import PEOPLE_MOVE, mapped, people
from pilotage.assess.agreed.entries import agreed
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.situation import Situation
from pilotage.facts.tables import AUTHENTICATION_REGISTRATION, IDENTITY_MAP, USERS

WORDS = Words(
    things="people who move",
    wrong="have not registered for MFA in the target",
    right="have registered for MFA in the target",
    unsure="are not in the registration report of the target",
    name=("upn", "user"),
)


@migration_check(
    "migration.mfa_registered_in_target",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    source=[USERS.needs("enabled"), IDENTITY_MAP],
    target=[USERS, AUTHENTICATION_REGISTRATION.needs("mfa_registered")],
    attest_days=14,
    kinds=PEOPLE_MOVE,
)
def mfa_registered_in_target(situation: Situation) -> Iterator[Finding]:
    """Yield one finding; people without an account in the target have not registered."""
    assert situation.source is not None
    assert situation.target is not None
    rows = mapped(situation.source, situation.target).rename({"source_user": "user"})
    registered = situation.target[AUTHENTICATION_REGISTRATION].select(
        "mfa_registered", target_id="user"
    )
    moving = (
        people(situation.source)
        .select("user", "upn", "name", "department")
        .join(rows.select("user", "target_id"), on="user", how="left")
        .join(registered, on="target_id", how="left")
        .sort("user")
    )
    absent = pl.col("target_id").is_null()
    yield conclude(
        agreed(situation).migration.name,
        moving,
        absent | ~pl.col("mfa_registered"),
        WORDS,
        expected=True,
    )
