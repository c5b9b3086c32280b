"""Nobody signs in with a client that cannot do MFA.

Why     Old mail programs, scanners and scripts stop on the day the target blocks them, and until
        then they keep a door open for leaked passwords.
Fix     Find the owner of each, replace it or move it to modern sign-in, and date the change before
        the wave. A scanner can send through a relay.
Source  https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/deprecation-of-basic-authentication-exchange-online
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import check
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import SIGN_INS, USERS

WORDS = Words(
    things="accounts with sign-ins",
    wrong="used a client that cannot do MFA",
    right="used modern clients only",
    unsure="used a client whose kind is not known",
    name=("upn", "user"),
)


@check(
    "identity.legacy_clients_unused",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    needs=[SIGN_INS.needs("legacy", "count")],
    attest_days=30,
)
def legacy_clients_unused(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding; its evidence holds each account with its legacy clients and counts."""
    used = pl.col("count") > 0
    old = pl.col("legacy") & used
    clients = pl.col("client_app").filter(old.fill_null(True)).unique().sort()
    accounts = (
        snapshot[SIGN_INS]
        .group_by("user", maintain_order=True)
        .agg(
            clients=clients,
            legacy=old.any(ignore_nulls=False),
            sign_ins=pl.col("count").filter(old).sum(),
        )
        .join(snapshot.rows(USERS).select("user", "upn"), on="user", how="left")
    )
    yield conclude(snapshot.tenant, accounts.sort("user"), pl.col("legacy"), WORDS, expected=True)
