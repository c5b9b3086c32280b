"""What a sign-in looks like apart from who, to what and from where: seven plain axes.

Source  https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-conditions
"""

from __future__ import annotations

from collections.abc import Mapping

from pilotage.assess.coverage.cubes import Axis, Cube
from pilotage.assess.coverage.policy import Policy

PLATFORM = Axis(
    "platform",
    ("android", "iOS", "windows", "windowsPhone", "macOS", "linux", "any other platform"),
)
CLIENT = Axis("client", ("browser", "mobileAppsAndDesktopClients", "exchangeActiveSync", "other"))
SIGN_IN_RISK = Axis("sign_in_risk", ("none", "low", "medium", "high"))
USER_RISK = Axis("user_risk", ("none", "low", "medium", "high"))
INSIDER_RISK = Axis("insider_risk", ("none", "minor", "moderate", "elevated"))
FLOW = Axis("flow", ("ordinary sign-in", "deviceCodeFlow", "authenticationTransfer"))

AXES = (PLATFORM, CLIENT, SIGN_IN_RISK, USER_RISK, INSIDER_RISK, FLOW)

LEGACY = CLIENT.mask(("exchangeActiveSync", "other"))
OTHER_CLIENTS = CLIENT.mask(("other",))
ACTIVE_SYNC = CLIENT.mask(("exchangeActiveSync",))

INCLUDES = {
    PLATFORM: ("include_platforms", "exclude_platforms"),
    CLIENT: ("client_apps", ""),
    SIGN_IN_RISK: ("sign_in_risk", ""),
    USER_RISK: ("user_risk", ""),
    INSIDER_RISK: ("insider_risk", ""),
    FLOW: ("authentication_flows", ""),
}
"""Which columns of a policy include and exclude atoms of an axis."""


def settings_cube(policy: Policy, *, sure: bool) -> Cube | None:
    """Return the sign-ins whose setting the policy names, None where there are none.

    A word that we do not know may stand for anything: it adds nothing and takes away all when
    asked for what is ``sure``, and the other way round otherwise.
    """
    cube: dict[str, int] = {}
    for axis, (include, exclude) in INCLUDES.items():
        mask = _named(axis, policy[include], sure=sure, all_if_empty=True)
        mask &= ~_named(axis, policy[exclude], sure=not sure, all_if_empty=False)
        if not mask:
            return None
        if mask != axis.full:
            cube[axis.name] = mask
    return cube


def _named(axis: Axis, words: tuple[str, ...], *, sure: bool, all_if_empty: bool) -> int:
    if not words:
        return axis.full if all_if_empty else 0
    if "all" in words:
        return axis.full
    known = {atom.lower() for atom in axis.atoms}
    return axis.mask(words) if sure or known.issuperset(words) else axis.full


def ordinary() -> Mapping[str, int]:
    """Return what an honest person's everyday sign-in looks like: no risk, no special flow."""
    none = {axis.name: axis.mask(("none",)) for axis in (SIGN_IN_RISK, USER_RISK, INSIDER_RISK)}
    return {**none, FLOW.name: 1, CLIENT.name: CLIENT.full & ~LEGACY}
