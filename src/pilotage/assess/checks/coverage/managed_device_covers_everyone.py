"""Nobody can sign in from a device that is neither compliant nor hybrid joined.

Why     A stolen session or password is worth little where only known devices get in. An "or MFA"
        beside the device lets every device in.
Fix     Ask for a compliant or hybrid joined device of everyone, with no other way to meet the
        policy. Enrol devices in the target before the wave moves.
Source  https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-device-compliance
"""

from collections.abc import Iterator

from pilotage.assess import check
from pilotage.assess.coverage.grants import Control
from pilotage.assess.coverage.judged import Question, judge
from pilotage.assess.sign_in.policies import NEEDED
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot

QUESTION = Question(
    Control.MANAGED_DEVICE,
    policy="MS.AAD.3.7v1",
    good="Nobody can sign in from an unmanaged device.",
    way="from an unmanaged device",
)


@check(
    "coverage.managed_device_covers_everyone",
    area=Area.IDENTITY,
    severity=Severity.MEDIUM,
    needs=[NEEDED],
    attest_days=180,
)
def managed_device_covers_everyone(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding over all enforced policies together."""
    yield judge(snapshot, QUESTION)
