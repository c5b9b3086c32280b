"""Activating the role of Global Administrator needs approval.

Why     With a stolen account an intruder activates the role at night, unseen. A second person who
        must say yes sees it.
Fix     Switch on "Require approval to activate" in the settings of the role in Privileged Identity
        Management, and in those of each managed group that holds it. Name two approvers.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/aad.md#msaad76v1
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.baseline.exported import flag
from pilotage.assess.roles.rules import AREAS, COMMANDS, Rules, Says, judged
from pilotage.facts.finding import Finding

SAYS = Says(
    wrong="let the role be activated without approval",
    right="Activating the role of Global Administrator needs approval.",
)


@baseline_check(
    "access.global_admin_needs_approval",
    policy="MS.AAD.7.6v1",
    shall=True,
    areas=AREAS,
    commands=COMMANDS,
)
def global_admin_needs_approval(export: Export) -> Iterator[Finding]:
    """Yield one finding; groups that hold the role need approval of their own."""
    yield from judged(export, lambda rules: rules.chief, _approved, SAYS)


def _approved(rules: Rules) -> bool:
    return rules.all(
        "Approval_EndUser_Assignment", lambda rule: bool(flag(rule, "setting.isapprovalrequired"))
    )
