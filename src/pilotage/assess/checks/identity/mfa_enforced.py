"""MFA is enforced for everyone by policy.

Why     A registered method protects nobody while no policy asks for it, and every exclusion or
        condition in the policy is a way in that the migration would copy.
Fix     Enforce one Conditional Access policy that requires MFA of all users for all applications,
        from any client, place and device. Leave out emergency accounts only, and register them.
Source  https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-mfa-strength
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import check
from pilotage.assess.policies import (
    NEEDED,
    NOT_EVERYONE,
    SOME_CLIENTS,
    airtight,
    demands_mfa,
    with_holes,
)
from pilotage.assess.security_defaults import security_defaults
from pilotage.facts.finding import Area, Finding, Severity, failed, passed
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import CONDITIONAL_ACCESS_POLICIES as POLICIES


@check(
    "identity.mfa_enforced",
    area=Area.IDENTITY,
    severity=Severity.CRITICAL,
    needs=[NEEDED],
    frameworks=["MS.AAD.3.2v2", "CIS M365 7.0.0 5.2.2.2"],
)
def mfa_enforced(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding; one airtight policy that cannot be met without MFA passes."""
    asking = (
        with_holes(snapshot[POLICIES], NOT_EVERYONE, SOME_CLIENTS)
        .filter(demands_mfa())
        .select("policy", "name", "state", "grant_controls", "authentication_strength", "holes")
    )
    sound = asking.filter(airtight())
    if not sound.is_empty():
        yield passed(snapshot.tenant, "MFA is enforced for everyone.", sound)
        return
    if security_defaults(snapshot).is_empty():
        says = _why(asking, snapshot[POLICIES].height)
    else:
        says = "Security defaults ask most people for MFA only when Microsoft sees a risk."
    yield failed(snapshot.tenant, says, asking)


def _why(asking: pl.DataFrame, every: int) -> str:
    if asking.is_empty():
        return "No policy asks for MFA."
    holes = ", ".join(asking["holes"].explode().drop_nulls().unique().sort())
    count = f"{asking.height} of {every} policies"
    return f"{count} ask for MFA, none of everyone everywhere; holes: {holes}."
