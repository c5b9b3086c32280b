"""MFA is enforced for everyone by policy.

Why     A registered method protects nobody while no policy asks for it, and every exclusion or
        condition in the policy is a way in that the migration would copy.
Fix     Enforce one Conditional Access policy that requires MFA of all users for all applications,
        from any client, place and device. Leave out emergency accounts only, and register them.
Source  https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-mfa-strength
"""

from collections.abc import Iterator
from dataclasses import replace

from pilotage.assess import check
from pilotage.assess.sign_in.enforced import Wanted, enforced
from pilotage.assess.sign_in.policies import NEEDED, demands_mfa
from pilotage.assess.sign_in.security_defaults import security_defaults
from pilotage.facts.finding import Area, Finding, Outcome, Severity
from pilotage.facts.snapshot import Snapshot

WANTED = Wanted(
    policy="MS.AAD.3.2v2",
    asks=demands_mfa(),
    does="ask for MFA",
    good="MFA is enforced for everyone.",
    shows=("grant_controls", "authentication_strength"),
)


@check(
    "identity.mfa_enforced",
    area=Area.IDENTITY,
    severity=Severity.CRITICAL,
    needs=[NEEDED],
    frameworks=[WANTED.policy, "CIS M365 7.0.0 5.2.2.2"],
)
def mfa_enforced(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding; one airtight policy that cannot be met without MFA passes."""
    finding = enforced(snapshot, WANTED)
    if finding.outcome is Outcome.FAILED and not security_defaults(snapshot).is_empty():
        says = "Security defaults ask most people for MFA only when Microsoft sees a risk."
        finding = replace(finding, says=says)
    yield finding
