"""Nobody can sign in without MFA, whatever they use and wherever they are.

Why     A policy for everyone with one condition too many is full coverage on every list and an
        open door to whoever reads its conditions. The migration copies the door.
Fix     Close the widest hole first: put the people, application, platform or place that it names
        into a policy that asks for MFA. `pilotage coverage` lists all holes.
Source  https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-mfa-strength
"""

from collections.abc import Iterator

from pilotage.assess import check
from pilotage.assess.coverage.grants import Control
from pilotage.assess.coverage.judged import Question, judge
from pilotage.assess.sign_in.policies import NEEDED
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot

QUESTION = Question(
    Control.MFA,
    policy="MS.AAD.3.2v2",
    good="Nobody can sign in without MFA.",
    way="without MFA",
)


@check(
    "coverage.mfa_covers_everyone",
    area=Area.IDENTITY,
    severity=Severity.CRITICAL,
    needs=[NEEDED],
)
def mfa_covers_everyone(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding over all enforced policies together."""
    yield judge(snapshot, QUESTION)
