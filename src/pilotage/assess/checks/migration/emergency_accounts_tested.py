"""Each emergency access account was used within the last 90 days, to see that it works.

Why     Such an account is needed once, on the worst day. A password that was changed, a key that
        is lost or a policy that was added is found out then, or in a test.
Fix     The security lead signs in with each account, reads the alert that this must raise, and
        repeats it every 90 days and after each change among the people who know it.
Source  https://learn.microsoft.com/entra/identity/role-based-access-control/security-emergency-access
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import polars as pl

from pilotage.assess import migration_check
from pilotage.assess.agreed.accounts import callings
from pilotage.assess.agreed.entries import agreed
from pilotage.assess.agreed.spans import told
from pilotage.facts.finding import Area, Finding, Severity, failed, not_assessed, passed
from pilotage.facts.situation import Situation
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import SIGN_INS, USERS

TESTED = timedelta(days=90)
"""Microsoft asks for a test at least so often, on the page named as source."""


@migration_check(
    "migration.emergency_accounts_tested",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    attest_days=90,
)
def emergency_accounts_tested(situation: Situation) -> Iterator[Finding]:
    """Yield one finding per account without a recent sign-in, or one PASSED for all.

    Only a sign-in that succeeded is a test: whoever guesses passwords leaves attempts.
    A person may attest the test of an account whose sign-ins were not read.
    """
    engagement = agreed(situation)
    name, home = engagement.migration.name, situation.target or situation.source
    wanted = sorted({each.strip().lower() for each in engagement.emergency_accounts} - {""})
    why = home.missing(USERS) if home else "no environment was read"
    if not wanted:
        yield not_assessed(name, "the engagement names no emergency access account")
    elif home is None or why:
        yield not_assessed(name, why)
    else:
        used = _last_use(home).filter(pl.col("called").is_in(wanted)).sort("called")
        found = [finding for each in wanted for finding in _fault(each, used, home)]
        says = f"All emergency access accounts ({len(wanted)}) signed in within {TESTED.days} days."
        yield from found or [passed(name, says, used)]


def _last_use(home: Snapshot) -> pl.DataFrame:
    """Return ``called``, ``user``, ``upn`` and ``used_at``, the latest sign-in that is known."""
    counted = home.rows(SIGN_INS).group_by("user").agg(counted_at=pl.col("last_at").max())
    return (
        callings(home[USERS])
        .join(home[USERS].select("user", "upn", "last_success_at"), on="user")
        .join(counted, on="user", how="left")
        .select("called", "user", "upn", used_at=pl.max_horizontal("last_success_at", "counted_at"))
    )


def _fault(account: str, used: pl.DataFrame, home: Snapshot) -> Iterator[Finding]:
    row = used.filter(pl.col("called") == account)
    at = row["used_at"].item() if row.height else None
    if row.is_empty():
        yield not_assessed(account, f"{account} does not exist in the {home.side}")
    elif at is not None and at >= home.taken_at - TESTED:
        return
    elif why := home.missing(USERS.needs("last_success_at")):
        yield replace(not_assessed(account, why), evidence=row)
    else:
        last = f"last signed in on {told(at.date())}" if at else "has no sign-in that succeeded"
        says = f"{account} {last}, so nobody tested it within {TESTED.days} days."
        yield failed(account, says, row)
