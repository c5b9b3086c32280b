"""No synchronised account would take over a stranger or an administrator in the target.

Why     Synchronisation joins a directory object with a cloud account of the same sign-in name or
        address. Whoever can name an object like an administrator becomes the administrator.
Fix     The security lead blocks soft match in the target, renames the cloud accounts in the
        evidence, and turns it on again only for the accounts that should be joined.
Source  https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-existing-tenant
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import migration_check
from pilotage.assess.agreed.accounts import PEOPLE_MOVE, callings, mapped
from pilotage.assess.agreed.entries import agreed
from pilotage.assess.judgement import naming
from pilotage.facts.finding import Area, Finding, Severity, failed, passed
from pilotage.facts.situation import Situation
from pilotage.facts.tables import IDENTITY_MAP, ROLE_ASSIGNMENTS, USERS


@migration_check(
    "migration.soft_match_safe",
    area=Area.IDENTITY,
    severity=Severity.CRITICAL,
    source=[USERS.needs("synced", "upn", "address"), IDENTITY_MAP],
    target=[USERS.needs("synced", "upn", "address"), ROLE_ASSIGNMENTS],
    kinds=PEOPLE_MOVE,
)
def soft_match_safe(situation: Situation) -> Iterator[Finding]:
    """Yield one finding with the cloud accounts that would be taken over."""
    assert situation.source is not None
    assert situation.target is not None
    name = agreed(situation).migration.name
    coming = situation.source[USERS].filter("synced")
    cloud = situation.target[USERS].filter(~pl.col("synced").fill_null(False))
    met = _names(coming, "source_user").join(_names(cloud, "taken_over"), on="called")
    becomes = mapped(situation.source, situation.target).select("source_user", "target_id")
    roles = situation.target[ROLE_ASSIGNMENTS].select(taken_over="principal", admin=pl.lit(True))
    wrong = (
        met.join(becomes, on="source_user", how="left")
        .join(roles.unique("taken_over"), on="taken_over", how="left")
        .filter(pl.col("admin") | pl.col("target_id").ne_missing(pl.col("taken_over")))
        .sort("called", "source_user", "taken_over")
    )
    if wrong.is_empty():
        says = f"None of {coming.height} synchronised accounts meets a cloud account it is not."
        yield passed(name, says, coming.select("user", "upn", "address"))
    else:
        says = f"{wrong['taken_over'].n_unique()} cloud accounts would be taken over: "
        yield failed(name, f"{says}{naming(wrong, 'called')}.", wrong)


def _names(users: pl.DataFrame, name: str) -> pl.DataFrame:
    """Return ``called`` and the id: sign-in names and addresses, by which accounts are joined."""
    at = pl.col("called").str.contains("@", literal=True)
    return callings(users).filter(at).rename({"user": name})
