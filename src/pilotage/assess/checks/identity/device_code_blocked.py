"""Sign-in by device code is blocked.

Why     An intruder starts a sign-in on his own machine and lets the victim type the code; the token
        is his. Hardly any office needs this flow.
Fix     Enforce a Conditional Access policy that blocks the flow "Device code flow" for all users
        and all applications. Register meeting-room devices that cannot do without it.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/aad.md#msaad39v1
"""

from collections.abc import Iterator

from pilotage.assess import check
from pilotage.assess.sign_in.enforced import Wanted, enforced
from pilotage.assess.sign_in.policies import NEEDED, blocks, holds
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot

WANTED = Wanted(
    policy="MS.AAD.3.9v1",
    asks=blocks() & holds("authentication_flows", "deviceCodeFlow"),
    does="block device codes",
    good="Sign-in by device code is blocked.",
    besides=("authentication flows",),
    shows=("authentication_flows",),
)


@check(
    "identity.device_code_blocked",
    area=Area.IDENTITY,
    severity=Severity.MEDIUM,
    needs=[NEEDED],
    frameworks=[WANTED.policy, "CIS M365 7.0.0 5.2.2.12"],
)
def device_code_blocked(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding; other flows may be blocked by the same policy."""
    yield enforced(snapshot, WANTED)
