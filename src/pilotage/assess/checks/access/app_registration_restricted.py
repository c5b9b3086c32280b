"""Only administrators can register applications.

Why     An application signs in without MFA and outlives the person who made it. Anybody who can
        register one can leave a door behind.
Fix     Set "Users can register applications" to No under Users, User settings. Let developers ask
        an administrator, or give them the role of Application Developer.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/aad.md#msaad51v1
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.baseline.directory_policy import AUTHORIZATION, AUTHORIZATION_COMMANDS, switch
from pilotage.facts.finding import Finding


@baseline_check(
    "access.app_registration_restricted",
    policy="MS.AAD.5.1v1",
    shall=True,
    areas=[AUTHORIZATION],
    commands=AUTHORIZATION_COMMANDS,
)
def app_registration_restricted(export: Export) -> Iterator[Finding]:
    """Yield one finding; the switch for ordinary people decides."""
    yield switch(
        export,
        AUTHORIZATION,
        ["defaultuserrolepermissions.allowedtocreateapps"],
        lambda value: value is False,
        right="People cannot register applications.",
        wrong="Everybody can register applications.",
    )
