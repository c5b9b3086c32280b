"""Somebody is told when Global Administrator is activated.

Why     Each activation of the great role is worth a look. One at three in the morning is worth a
        call.
Fix     In the settings of the role in Privileged Identity Management, add the security mailbox
        under "Additional recipients" of the role activation alert.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/aad.md#msaad78v1
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.roles.rules import AREAS, COMMANDS, Rules, Says, judged
from pilotage.facts.finding import Finding

SAYS = Says(
    wrong="alert nobody when the role is activated",
    right="Activating Global Administrator alerts somebody.",
)


@baseline_check(
    "access.global_admin_activation_alerted",
    policy="MS.AAD.7.8v1",
    shall=True,
    areas=AREAS,
    commands=COMMANDS,
)
def global_admin_activation_alerted(export: Export) -> Iterator[Finding]:
    """Yield one finding; recipients by default are not enough."""
    yield from judged(export, lambda rules: rules.chief, _alerted, SAYS)


def _alerted(rules: Rules) -> bool:
    return rules.notifies("Notification_Admin_EndUser_Assignment")
