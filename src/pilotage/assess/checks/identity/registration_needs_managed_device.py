"""Sign-in methods can be registered from managed devices only.

Why     Whoever has the password of a person without MFA registers his own phone, and is that person
        from then on. A migration makes many such people at once.
Fix     Enforce a Conditional Access policy for all users on the action "Register security
        information" that requires a compliant or a hybrid joined device.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/aad.md#msaad38v1
"""

from collections.abc import Iterator

from pilotage.assess import check
from pilotage.assess.sign_in.enforced import Wanted, enforced
from pilotage.assess.sign_in.policies import NEEDED, demands_managed_device, holds
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot

REGISTER = "urn:user:registersecurityinfo"

WANTED = Wanted(
    policy="MS.AAD.3.8v1",
    asks=holds("user_actions", REGISTER) & demands_managed_device(),
    does="require a managed device to register",
    good="Registering a method needs a managed device.",
    besides=("applications", "user actions"),
    shows=("grant_controls", "user_actions"),
)


@check(
    "identity.registration_needs_managed_device",
    area=Area.IDENTITY,
    severity=Severity.MEDIUM,
    needs=[NEEDED],
    frameworks=[WANTED.policy, "CIS M365 7.0.0 5.2.2.10"],
)
def registration_needs_managed_device(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding; applications do not matter, the action does."""
    yield enforced(snapshot, WANTED)
