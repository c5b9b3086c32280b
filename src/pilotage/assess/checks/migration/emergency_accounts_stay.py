"""No emergency access account signs in with a domain that moves.

Why     While a domain leaves one tenant and arrives in the other, nobody with a name in it can
        sign in. That is the hour for which emergency accounts exist.
Fix     The security lead renames the accounts into the tenant's own onmicrosoft.com domain.
Source  https://learn.microsoft.com/entra/identity/role-based-access-control/security-emergency-access
"""

from collections.abc import Iterator

from pilotage.assess import migration_check
from pilotage.assess.agreed.entries import agreed, holds, lacks, listing
from pilotage.facts.finding import Area, Finding, Severity, not_assessed
from pilotage.facts.situation import Situation


@migration_check(
    "migration.emergency_accounts_stay", area=Area.IDENTITY, severity=Severity.CRITICAL
)
def emergency_accounts_stay(situation: Situation) -> Iterator[Finding]:
    """Yield one finding; a domain moves if it is named for the source and for the target."""
    engagement = agreed(situation)
    name = engagement.migration.name
    source, target = (
        {each.strip().lower() for each in side.domains} - {""}
        for side in (engagement.source, engagement.target)
    )
    accounts = sorted({each.strip().lower() for each in engagement.emergency_accounts} - {""})
    moving = [each for each in accounts if each.rpartition("@")[2] in source & target]
    if not accounts:
        yield not_assessed(name, "the engagement names no emergency access account")
    elif not (source and target):
        yield not_assessed(name, "source.domains or target.domains names no domain")
    elif moving:
        says = f"{len(moving)} emergency access accounts are in a domain that moves: "
        yield lacks(name, f"{says}{listing(moving)}.")
    else:
        yield holds(
            name, f"None of {len(accounts)} emergency access accounts is in a domain that moves."
        )
