"""Which sign-in methods a tenant allows, and how.

Words of Graph: https://learn.microsoft.com/graph/api/resources/authenticationmethodspolicy
"""

from __future__ import annotations

from collections.abc import Mapping

from pilotage.assess.baseline import Export, Thing, members
from pilotage.assess.baseline.exported import word

AREAS = ("authentication_method", "authentication_methods_policy")
COMMANDS = ("Get-MgBetaPolicyAuthenticationMethodPolicy",)

LISTS = (
    "authentication_method_feature_settings",
    "authentication_method_policy.authenticationmethodconfigurations",
    "authenticationmethodconfigurations",
)
"""Where exports of several makes and ages list the methods."""


def methods(export: Export) -> Mapping[str, Thing]:
    """Return the configuration of each method by its id in lower case, such as ``sms``."""
    found = [
        method
        for policy in export.objects(*AREAS)
        for path in LISTS
        for method in members(policy, path)
    ]
    return {id: method for method in reversed(found) if (id := word(method, "id"))}


def is_on(method: Thing) -> bool | None:
    """Tell whether people may use a method; None where its state was not exported."""
    state = word(method, "state")
    return None if state is None else state == "enabled"
