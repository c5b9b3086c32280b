"""Spam and phishing stay out of the inbox of everyone.

Why     A phishing message in the inbox is read as mail. In the junk folder or in quarantine it is
        looked at with suspicion, if at all.
Fix     Put everyone into a preset security policy, or let the anti-spam policies move, redirect,
        delete or quarantine spam, phishing, and both with high confidence.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/securitysuite.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check, texts
from pilotage.assess.baseline.exported import word
from pilotage.assess.baseline.threat_policies import SPAM, ThreatPolicy, conclude_protection
from pilotage.facts.finding import Finding

SETTINGS = (
    "spamaction",
    "highconfidencespamaction",
    "phishspamaction",
    "highconfidencephishaction",
)
RECEIVERS = "redirecttorecipients"
KEPT_OUT = frozenset({"movetojmf", "redirect", "delete", "quarantine"})


@baseline_check(
    "defender.spam_kept_from_inbox",
    policy="MS.SECURITYSUITE.6.1v1",
    shall=True,
    areas=[],
    commands=[
        "Get-HostedContentFilterPolicy",
        "Get-HostedContentFilterRule",
        "Get-EOPProtectionPolicyRule",
    ],
)
def spam_kept_from_inbox(export: Export) -> Iterator[Finding]:
    """Yield one finding over the policies against spam that are in force."""
    yield conclude_protection(
        export, SPAM, _keeps_out, SETTINGS, "keeps spam and phishing out of the inbox"
    )


def _keeps_out(policy: ThreatPolicy) -> bool:
    """Tell whether a policy keeps all four kinds out; both presets do."""
    actions = {word(policy.settings, name) for name in SETTINGS}
    lost = RECEIVERS in policy.settings and not texts(policy.settings, RECEIVERS)
    return policy.preset or (actions <= KEPT_OUT and not (lost and "redirect" in actions))
