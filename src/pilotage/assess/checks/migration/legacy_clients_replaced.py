"""Nobody who moves still reads mail with a client that cannot do MFA.

Why     The target blocks such clients, and should. Whoever uses one on Friday cannot read mail
        on Monday, and does not know why.
Fix     The champion gives each person in the evidence a supported app before the move; the
        security lead keeps the block without exceptions.
Source  https://learn.microsoft.com/entra/identity/conditional-access/policy-block-legacy-authentication
"""

from collections.abc import Iterator
from datetime import timedelta

import polars as pl

from pilotage.assess import migration_check
from pilotage.assess.agreed.accounts import PEOPLE_MOVE, people
from pilotage.assess.agreed.entries import agreed
from pilotage.assess.judgement import naming
from pilotage.facts.finding import Area, Finding, Severity, failed, passed
from pilotage.facts.situation import Situation
from pilotage.facts.tables import SIGN_INS, USERS

RECENT = timedelta(days=30)


@migration_check(
    "migration.legacy_clients_replaced",
    area=Area.IDENTITY,
    severity=Severity.MEDIUM,
    source=[USERS.needs("enabled"), SIGN_INS.needs("legacy", "client_app")],
    kinds=PEOPLE_MOVE,
)
def legacy_clients_replaced(situation: Situation) -> Iterator[Finding]:
    """Yield one finding with people and their old clients; senders by SMTP are another check."""
    assert situation.source is not None
    name, source = agreed(situation).migration.name, situation.source
    smtp = pl.col("client_app").str.to_lowercase().str.contains("smtp", literal=True)
    recent = pl.col("last_at") >= pl.lit(source.taken_at - RECENT)
    old = (
        source[SIGN_INS]
        .filter(pl.col("legacy"), ~smtp.fill_null(False), recent.fill_null(True))
        .join(people(source).select("user", "upn"), on="user")
        .select("user", "upn", "client_app", "count", "last_at")
        .sort("user", "client_app")
    )
    if old.is_empty():
        yield passed(name, "Nobody who moves used a client that cannot do MFA.", old)
    else:
        who = old["user"].n_unique()
        says = f"{who} people who move use clients that cannot do MFA: {naming(old, 'upn')}."
        yield failed(name, says, old)
