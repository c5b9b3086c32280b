"""Applications cannot be given passwords.

Why     A client secret lies in a script, a wiki or a mail, and whoever finds it is the application.
        A certificate or a managed identity cannot be copied like that.
Fix     Under Enterprise apps, Application policies, switch on "Block password addition" for all
        applications, and leave "Only apply to apps created after" blank.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/aad.md#msaad55v1
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.baseline.app_restrictions import AREA, COMMANDS, passwords_blocked, restricted
from pilotage.facts.finding import Finding


@baseline_check(
    "access.app_passwords_blocked",
    policy="MS.AAD.5.5v1",
    shall=False,
    areas=[AREA],
    commands=COMMANDS,
)
def app_passwords_blocked(export: Export) -> Iterator[Finding]:
    """Yield one finding; passwords and symmetric keys are blocked for all, of whatever age."""
    yield restricted(
        export,
        passwords_blocked,
        right="No application can be given a password.",
        wrong="Some applications can be given passwords.",
    )
