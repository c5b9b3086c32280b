"""Guests see little of the directory.

Why     A guest with the rights of a member can read every person, group and role. That is the map
        that an intruder needs first.
Fix     Under External collaboration settings, Guest user access, choose limited access or, better,
        access to their own objects only.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/aad.md#msaad81v1
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.baseline.directory_policy import AUTHORIZATION, AUTHORIZATION_COMMANDS, switch
from pilotage.facts.finding import Finding

LIMITED = (
    "10dae51f-b6af-4016-8d66-8c2a99b929b3",
    "2af84b1e-32c8-42b7-82bc-daa82404023b",
)
"""Template ids of the roles Guest User and Restricted Guest User.
https://learn.microsoft.com/entra/identity/users/users-restrict-guest-permissions"""


@baseline_check(
    "access.guest_access_limited",
    policy="MS.AAD.8.1v1",
    shall=False,
    areas=[AUTHORIZATION],
    commands=AUTHORIZATION_COMMANDS,
)
def guest_access_limited(export: Export) -> Iterator[Finding]:
    """Yield one finding; limited and restricted access will do."""
    yield switch(
        export,
        AUTHORIZATION,
        ["guestuserroleid"],
        lambda value: str(value).lower() in LIMITED,
        right="Guests have limited or restricted access.",
        wrong="Guests have the access of members.",
    )
