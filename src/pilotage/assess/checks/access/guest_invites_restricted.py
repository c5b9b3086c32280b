"""Only chosen people can invite guests.

Why     Each invitation makes an account in the directory. When anybody can send one, nobody knows
        who let a stranger in.
Fix     Under External collaboration settings, Guest invite settings, choose "Only users assigned to
        specific admin roles can invite guest users", and give the role of Guest Inviter by name.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/aad.md#msaad82v1
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.baseline.directory_policy import AUTHORIZATION, AUTHORIZATION_COMMANDS, switch
from pilotage.facts.finding import Finding

FEW = ("adminsandguestinviters", "none")
"""https://learn.microsoft.com/graph/api/resources/authorizationpolicy"""


@baseline_check(
    "access.guest_invites_restricted",
    policy="MS.AAD.8.2v1",
    shall=False,
    areas=[AUTHORIZATION],
    commands=AUTHORIZATION_COMMANDS,
)
def guest_invites_restricted(export: Export) -> Iterator[Finding]:
    """Yield one finding; that nobody can invite will do too."""
    yield switch(
        export,
        AUTHORIZATION,
        ["allowinvitesfrom"],
        lambda value: str(value).lower() in FEW,
        right="Only administrators and guest inviters can invite guests.",
        wrong="More people than guest inviters can invite guests.",
    )
