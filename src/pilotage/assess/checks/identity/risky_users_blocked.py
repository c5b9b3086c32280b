"""Users at high risk are blocked.

Why     A user whom Microsoft sees at high risk has probably lost the password. Until somebody has
        looked, whoever uses the account is let in everywhere.
Fix     Enforce a Conditional Access policy that blocks the user risk "high" for all users and all
        applications. It needs Microsoft Entra ID P2. Leave out registered exceptions only.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/aad.md#msaad21v1
"""

from collections.abc import Iterator

from pilotage.assess import check
from pilotage.assess.sign_in.enforced import Wanted, enforced
from pilotage.assess.sign_in.policies import NEEDED, blocks, holds
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot

WANTED = Wanted(
    policy="MS.AAD.2.1v1",
    asks=blocks() & holds("user_risk", "high"),
    does="block users at high risk",
    good="Users at high risk are blocked.",
    besides=("user risk",),
    shows=("user_risk",),
    entra_p2=True,
)


@check(
    "identity.risky_users_blocked",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    needs=[NEEDED],
    frameworks=[WANTED.policy],
)
def risky_users_blocked(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding; without the licence the policy cannot be enforced."""
    yield enforced(snapshot, WANTED)
