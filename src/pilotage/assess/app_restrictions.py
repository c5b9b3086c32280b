"""What the tenant's default app management policy forbids all applications.

A restriction holds for everyone where it is on for applications and for service principals,
from whatever day they are, and exempts nobody.

Words of Graph: https://learn.microsoft.com/graph/api/resources/tenantappmanagementpolicy
"""

from __future__ import annotations

import re
from collections.abc import Callable

import polars as pl

from pilotage.assess.baseline import Export, Thing, members
from pilotage.assess.exported import flag, word
from pilotage.facts.finding import Finding, failed, not_assessed, passed

AREA = "default_app_management_policy"
COMMANDS = (
    "Get-MgPolicyDefaultAppManagementPolicy",
    "Get-MgBetaPolicyDefaultAppManagementPolicy",
)
KINDS = ("applicationrestrictions", "serviceprincipalrestrictions")
PASSWORDS, KEYS = "passwordcredentials", "keycredentials"

PASSWORD_ADDED = ("passwordAddition", "symmetricKeyAddition")
PASSWORD_LIFETIME = ("passwordLifetime", "symmetricKeyLifetime")
CERTIFICATE_LIFETIME = ("asymmetricKeyLifetime",)
"""The admin centre sets those of a pair together, because a symmetric key is a password.
https://learn.microsoft.com/entra/identity/enterprise-apps/configure-app-management-policies"""

NEVER = "0001-01-01"
"""How Graph writes a date that is not set."""

DURATION = re.compile(
    r"P(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?P<time>(?:\d+[HMS])+))?"
)


def in_force(policy: Thing, credentials: str, types: tuple[str, ...]) -> list[Thing]:
    """Return the restrictions of ``types`` that hold for all; none unless all of them do."""
    found = [
        [one for one in members(policy, f"{kind}.{credentials}") if _holds(one, type)]
        for kind in KINDS
        for type in types
    ]
    whole = flag(policy, "isenabled") is True and all(found)
    return [one for ones in found for one in ones] if whole else []


def passwords_blocked(policy: Thing) -> bool:
    """Tell whether no application can be given a password."""
    return bool(in_force(policy, PASSWORDS, PASSWORD_ADDED))


def lives_at_most(days: int, restrictions: list[Thing]) -> bool:
    """Tell whether there are restrictions, and each of them allows ``days`` or less."""
    lifetimes = [lifetime_days(word(one, "maxlifetime") or "") for one in restrictions]
    return bool(lifetimes) and all(known is not None and known <= days for known in lifetimes)


def lifetime_days(duration: str) -> float | None:
    """Return how many days an ISO 8601 duration can last at most; None if it is none.

    A year has up to 366 days and a month up to 31; a begun day counts as a whole one.
    """
    found = DURATION.fullmatch(duration.upper())
    if found is None or not any(found.groups()):
        return None
    years, months, weeks, days = (
        int(found[name] or 0) for name in ("years", "months", "weeks", "days")
    )
    more = bool(found["time"] and re.search(r"[1-9]", found["time"]))
    return years * 366 + months * 31 + weeks * 7 + days + more


def restricted(
    export: Export, meets: Callable[[Thing], bool], *, right: str, wrong: str
) -> Finding:
    """Return one finding about the policy; ``right`` and ``wrong`` are sentences."""
    policies = [one for one in export.objects(AREA) if "isenabled" in one]
    rows = export.evidence(AREA).filter(~pl.col("setting").str.contains("@odata", literal=True))
    if not policies:
        return not_assessed(export.tenant, f"{AREA} is empty")
    if all(meets(policy) for policy in policies):
        return passed(export.tenant, right, rows)
    return failed(export.tenant, wrong, rows)


def _holds(restriction: Thing, type: str) -> bool:
    of_type = word(restriction, "restrictiontype") == type.lower()
    since = word(restriction, "restrictforappscreatedafterdatetime") or NEVER
    exempt = any(value for path, value in restriction.items() if path.startswith("excludeactors"))
    on = word(restriction, "state") == "enabled"
    return of_type and on and since.startswith(NEVER) and not exempt
