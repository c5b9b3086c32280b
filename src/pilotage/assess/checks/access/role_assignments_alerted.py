"""Somebody is told when a highly privileged role is given.

Why     A new administrator is the first thing an intruder makes. Told at once, you undo it in
        minutes.
Fix     In the settings of each role in Privileged Identity Management, add the security mailbox
        under "Additional recipients" of both role assignment alerts, eligible and active.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/aad.md#msaad77v1
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.roles.rules import AREAS, COMMANDS, Rules, Says, judged
from pilotage.facts.finding import Finding

SAYS = Says(
    wrong="alert nobody when a role is given",
    right="Giving a highly privileged role alerts somebody.",
)


@baseline_check(
    "access.role_assignments_alerted",
    policy="MS.AAD.7.7v1",
    shall=True,
    areas=AREAS,
    commands=COMMANDS,
)
def role_assignments_alerted(export: Export) -> Iterator[Finding]:
    """Yield one finding; recipients by default are not enough."""
    yield from judged(export, lambda rules: True, _alerted, SAYS)


def _alerted(rules: Rules) -> bool:
    return rules.notifies("Notification_Admin_Admin_Eligibility") and rules.notifies(
        "Notification_Admin_Admin_Assignment"
    )
