"""No holder of a highly privileged role can sign in without a phishing-resistant method.

Why     One administrator who is left out of the policy, or one place where it does not apply, is
        enough for a relayed sign-in to own the tenant.
Fix     Ask for the strength "Phishing-resistant MFA" of all eight highly privileged roles without
        conditions. Take exclusions out of the policy, or register the emergency accounts.
Source  https://learn.microsoft.com/entra/identity/conditional-access/policy-admin-phish-resistant-mfa
"""

from collections.abc import Iterator

from pilotage.assess import check
from pilotage.assess.coverage.grants import Control
from pilotage.assess.coverage.judged import Question, judge
from pilotage.assess.roles import HIGHLY_PRIVILEGED
from pilotage.assess.sign_in.policies import NEEDED
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot

QUESTION = Question(
    Control.PHISHING_RESISTANT,
    policy="MS.AAD.3.6v1",
    good="No highly privileged role can be used without a phishing-resistant method.",
    way="to a highly privileged role without a phishing-resistant method",
    roles=tuple(HIGHLY_PRIVILEGED),
)


@check(
    "coverage.phishing_resistant_covers_admins",
    area=Area.IDENTITY,
    severity=Severity.CRITICAL,
    needs=[NEEDED],
)
def phishing_resistant_covers_admins(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding over all enforced policies together."""
    yield judge(snapshot, QUESTION)
