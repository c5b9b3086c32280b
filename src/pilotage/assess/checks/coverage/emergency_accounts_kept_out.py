"""An emergency access account is kept out of every enforced policy.

Why     The account is for the day on which a policy, the MFA service or the device management
        fails. If a policy catches it, it fails on that day too.
Fix     The security lead leaves one emergency account out of every policy that blocks or demands
        anything, watches its sign-ins, and registers the exclusion in engagement.toml.
Source  https://learn.microsoft.com/entra/identity/role-based-access-control/security-emergency-access
"""

from collections.abc import Iterator

from pilotage.assess import migration_check
from pilotage.assess.agreed.entries import agreed, lacks, listing
from pilotage.assess.coverage.emergency import catching
from pilotage.assess.sign_in.policies import NEEDED
from pilotage.facts.finding import Area, Finding, Severity, failed, not_assessed, passed
from pilotage.facts.situation import Situation
from pilotage.facts.tables import GROUPS, MEMBERSHIPS, USERS


@migration_check(
    "coverage.emergency_accounts_kept_out", area=Area.IDENTITY, severity=Severity.CRITICAL
)
def emergency_accounts_kept_out(situation: Situation) -> Iterator[Finding]:
    """Yield one finding about the accounts that the engagement names, in the target if it is read.

    A migration inside one environment has no target; the source counts then.
    """
    engagement = agreed(situation)
    name, home = engagement.migration.name, situation.target or situation.source
    if not engagement.emergency_accounts:
        yield lacks(name, "The engagement names no emergency access account.")
        return
    needs = (NEEDED, USERS, GROUPS, MEMBERSHIPS)
    gaps = [home.missing(need) for need in needs] if home else ["no environment was read"]
    if home is None or any(gaps):
        yield not_assessed(name, "; ".join(filter(None, gaps)))
        return
    caught = catching(home, engagement.emergency_accounts)
    if caught.is_empty():
        yield not_assessed(name, f"no emergency access account exists in the {home.side}")
        return
    free = caught.filter(caught["policies"].list.len() == 0)
    if free.is_empty():
        policies = listing(caught["policies"].explode().unique().sort())
        says = (
            f"Every emergency access account in the {home.side} is caught by a policy: {policies}."
        )
        yield failed(name, says, caught)
    else:
        says = f"No enforced policy catches {listing(free['account'])} in the {home.side}."
        yield passed(name, says, caught)
