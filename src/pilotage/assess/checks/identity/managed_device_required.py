"""Everyone must sign in from a managed device.

Why     With stolen credentials an intruder signs in from a machine of his own. A device that the
        house manages is one that it can check, patch and wipe.
Fix     Enforce a Conditional Access policy for all users and all applications that requires a
        compliant or a hybrid joined device. Enrol devices in the target before the move.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/aad.md#msaad37v1
"""

from collections.abc import Iterator

from pilotage.assess import check
from pilotage.assess.sign_in.enforced import Wanted, enforced
from pilotage.assess.sign_in.policies import NEEDED, demands_managed_device
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot

WANTED = Wanted(
    policy="MS.AAD.3.7v1",
    asks=demands_managed_device(),
    does="require a managed device",
    good="Everyone needs a managed device.",
)


@check(
    "identity.managed_device_required",
    area=Area.IDENTITY,
    severity=Severity.MEDIUM,
    needs=[NEEDED],
    frameworks=[WANTED.policy, "CIS M365 7.0.0 5.2.2.9"],
)
def managed_device_required(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding; compliant, hybrid joined, or either of the two will do."""
    yield enforced(snapshot, WANTED)
