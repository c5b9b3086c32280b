"""The migration to the authentication methods policy is complete.

Why     Until it is, the old pages for MFA and self-service password reset still allow methods that
        the new policy forbids, and nobody sees both.
Fix     Move the settings of the old pages to the authentication methods policy, then set Manage
        migration to Migration Complete.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/aad.md#msaad34v1
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.baseline.directory_policy import switch
from pilotage.assess.sign_in.methods import AREAS, COMMANDS
from pilotage.facts.finding import Finding

STATES = ("authentication_method_policy.policymigrationstate", "policymigrationstate")


@baseline_check(
    "identity.method_migration_complete",
    policy="MS.AAD.3.4v1",
    shall=True,
    areas=[AREAS],
    commands=COMMANDS,
)
def method_migration_complete(export: Export) -> Iterator[Finding]:
    """Yield one finding from the state that the policy carries."""
    yield switch(
        export,
        AREAS,
        STATES,
        lambda state: str(state).lower() == "migrationcomplete",
        right="The authentication methods policy alone decides which methods are allowed.",
        wrong="The old pages for MFA and password reset still count.",
    )
