"""Everyone must sign in with phishing-resistant MFA.

Why     Codes and pushes can be relayed by a false sign-in page. Only keys, passkeys, certificates
        and Windows Hello tie the sign-in to the real one.
Fix     Enforce a Conditional Access policy with the strength "Phishing-resistant MFA" for all users
        and all applications. Hand out keys first; register those who cannot use one.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/aad.md#msaad31v1
"""

from collections.abc import Iterator

from pilotage.assess import check
from pilotage.assess.sign_in.enforced import Wanted, enforced
from pilotage.assess.sign_in.policies import NEEDED, demands_phishing_resistance
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot

WANTED = Wanted(
    policy="MS.AAD.3.1v1",
    asks=demands_phishing_resistance(),
    does="demand phishing-resistant MFA",
    good="Everyone needs phishing-resistant MFA.",
    shows=("grant_controls", "authentication_strength", "strength_combinations"),
)


@check(
    "identity.phishing_resistant_for_all",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    needs=[NEEDED],
    frameworks=[WANTED.policy],
)
def phishing_resistant_for_all(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding; one airtight policy that accepts nothing weaker passes."""
    yield enforced(snapshot, WANTED)
