"""At least one global administrator can sign in under the enforced policies.

Why     A wrong policy is taken back by an administrator. If it locks out all of them, only
        Microsoft can, and that takes days.
Fix     Keep one emergency account out of every policy, and give the administrators named the
        device or method that they lack.
Source  https://learn.microsoft.com/entra/identity/role-based-access-control/security-emergency-access
"""

from collections.abc import Iterator

from pilotage.assess import check
from pilotage.assess.coverage.locked import simulated
from pilotage.assess.coverage.lockout import ENFORCED
from pilotage.assess.sign_in.policies import NEEDED
from pilotage.facts.finding import Area, Finding, Severity, failed, not_assessed, passed
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import ROLE_ASSIGNMENTS, USERS


@check(
    "coverage.administrators_can_sign_in",
    area=Area.IDENTITY,
    severity=Severity.CRITICAL,
    needs=[NEEDED, USERS, ROLE_ASSIGNMENTS],
)
def administrators_can_sign_in(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding about the global administrators together."""
    found = simulated(snapshot)
    if found is None or not found.administrators or found.administrators_left is None:
        yield not_assessed(snapshot.tenant, "no global administrator is among the users")
        return
    held, left = found.administrators, found.administrators_left
    if not left:
        says = f"None of {held} global administrators can sign in."
        yield failed(snapshot.tenant, says, found.of(ENFORCED))
    elif found.gaps:
        yield not_assessed(snapshot.tenant, "; ".join(found.gaps))
    else:
        says = f"{left} of {held} global administrators can sign in."
        yield passed(snapshot.tenant, says, found.of(ENFORCED))
