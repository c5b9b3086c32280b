"""Somebody is told when another highly privileged role is activated.

Why     A Privileged Role Administrator makes himself Global Administrator in two steps. The first
        step is the one to see.
Fix     In the settings of each such role in Privileged Identity Management, add a security mailbox
        under "Additional recipients" of the role activation alert.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/aad.md#msaad79v1
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.roles.rules import AREAS, COMMANDS, Rules, Says, judged
from pilotage.facts.finding import Finding

SAYS = Says(
    wrong="alert nobody when a role is activated",
    right="Activating a highly privileged role alerts somebody.",
)


@baseline_check(
    "access.role_activations_alerted",
    policy="MS.AAD.7.9v1",
    shall=False,
    areas=AREAS,
    commands=COMMANDS,
)
def role_activations_alerted(export: Export) -> Iterator[Finding]:
    """Yield one finding; Global Administrator has a check of its own."""
    yield from judged(export, lambda rules: not rules.chief, _alerted, SAYS)


def _alerted(rules: Rules) -> bool:
    return rules.notifies("Notification_Admin_EndUser_Assignment")
