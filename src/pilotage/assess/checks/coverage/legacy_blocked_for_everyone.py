"""Nobody can sign in with a legacy client.

Why     A legacy client sends a password and nothing else. One account, application or protocol
        that is left out is where password spraying succeeds.
Fix     Block Exchange ActiveSync and other clients for all users and applications, or ask for MFA
        from every client type, which legacy clients cannot send.
Source  https://learn.microsoft.com/entra/identity/conditional-access/block-legacy-authentication
"""

from collections.abc import Iterator

from pilotage.assess import check
from pilotage.assess.coverage.grants import Control
from pilotage.assess.coverage.judged import Question, judge
from pilotage.assess.sign_in.policies import NEEDED
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot

QUESTION = Question(
    Control.BLOCK_LEGACY,
    policy="MS.AAD.1.1v1",
    good="Nobody can sign in with a legacy client.",
    way="with a legacy client",
)


@check(
    "coverage.legacy_blocked_for_everyone",
    area=Area.IDENTITY,
    severity=Severity.CRITICAL,
    needs=[NEEDED],
)
def legacy_blocked_for_everyone(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding over all enforced policies together."""
    yield judge(snapshot, QUESTION)
