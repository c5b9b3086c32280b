"""Sign-ins at high risk are blocked.

Why     A sign-in that Microsoft sees at high risk is probably somebody else's. Asking for a second
        factor lets in whoever has stolen that too.
Fix     Enforce a Conditional Access policy that blocks the sign-in risk "high" for all users and
        all applications. It needs Microsoft Entra ID P2. Leave out registered exceptions only.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/aad.md#msaad23v1
"""

from collections.abc import Iterator

from pilotage.assess import check
from pilotage.assess.sign_in.enforced import Wanted, enforced
from pilotage.assess.sign_in.policies import NEEDED, blocks, holds
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot

WANTED = Wanted(
    policy="MS.AAD.2.3v1",
    asks=blocks() & holds("sign_in_risk", "high"),
    does="block sign-ins at high risk",
    good="Sign-ins at high risk are blocked.",
    besides=("sign-in risk",),
    shows=("sign_in_risk",),
    entra_p2=True,
)


@check(
    "identity.risky_sign_ins_blocked",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    needs=[NEEDED],
    frameworks=[WANTED.policy],
)
def risky_sign_ins_blocked(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding; without the licence the policy cannot be enforced."""
    yield enforced(snapshot, WANTED)
