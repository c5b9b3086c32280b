"""Two emergency access accounts exist in the target and may sign in.

Why     A wrong policy can lock out every administrator at once. With one such account, the day
        it fails is the day it is needed.
Fix     The security lead makes two cloud-only accounts, seals their keys in two places, tests
        both, and names them in emergency_accounts of engagement.toml.
Source  https://learn.microsoft.com/entra/identity/role-based-access-control/security-emergency-access
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import migration_check
from pilotage.assess.agreed.accounts import callings
from pilotage.assess.agreed.entries import agreed, lacks
from pilotage.facts.finding import Area, Finding, Severity, failed, not_assessed, passed
from pilotage.facts.situation import Situation
from pilotage.facts.tables import USERS

LEAST = 2


@migration_check(
    "migration.emergency_accounts_present", area=Area.IDENTITY, severity=Severity.CRITICAL
)
def emergency_accounts_present(situation: Situation) -> Iterator[Finding]:
    """Yield one finding per account that cannot be used, or one PASSED for all.

    A migration inside one environment has no target; the accounts must be in the source then.
    """
    engagement = agreed(situation)
    name, home = engagement.migration.name, situation.target or situation.source
    wanted = sorted({each.strip().lower() for each in engagement.emergency_accounts} - {""})
    if len(wanted) < LEAST:
        says = f"The engagement names {len(wanted)} emergency access accounts, not {LEAST}."
        yield lacks(name, says)
        return
    why = home.missing(USERS.needs("enabled")) if home else "no environment was read"
    if home is None or why:
        yield not_assessed(name, why)
        return
    rows = callings(home[USERS]).join(home[USERS], on="user").select("called", "upn", "enabled")
    unusable = [finding for account in wanted for finding in _faults(account, rows, home.side)]
    says = f"{len(wanted)} emergency access accounts exist in the {home.side} and may sign in."
    proof = rows.filter(pl.col("called").is_in(wanted)).sort("called")
    yield from unusable or [passed(name, says, proof)]


def _faults(account: str, rows: pl.DataFrame, side: str) -> Iterator[Finding]:
    row = rows.filter(pl.col("called") == account)
    if row.is_empty():
        yield failed(account, f"{account} does not exist in the {side}.", row)
    elif row["enabled"].item() is None:
        yield not_assessed(account, f"it is not known whether {account} may sign in")
    elif not row["enabled"].item():
        yield failed(account, f"{account} is disabled in the {side}.", row)
