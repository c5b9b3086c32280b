"""What the tenant's default app management policy forbids all applications.

A restriction holds for everyone where it is on for applications and for service principals,
from whatever day they are, and exempts nobody. A part of an export may name but one of the two.

Words of Graph: https://learn.microsoft.com/graph/api/resources/tenantappmanagementpolicy
"""

from __future__ import annotations

import re
from collections.abc import Callable

import polars as pl

from pilotage.assess.baseline import Export, Thing, members
from pilotage.assess.baseline.exported import flag, word
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
"""The baseline asks for the first of a pair. The admin centre sets both together, because a
symmetric key is a password; so the second one must hold where it is named.
https://learn.microsoft.com/entra/identity/enterprise-apps/configure-app-management-policies"""

NEVER = re.compile(r"0001-01-01|0?1/0?1/0001|/date\(-6213[56]\d{9}\b")
"""How Graph, and PowerShell after it, write a date that is not set, in lower case."""

DURATION = re.compile(
    r"P(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?P<time>(?:\d+[HMS])+))?"
)


def in_force(policy: Thing, credentials: str, types: tuple[str, ...]) -> list[Thing]:
    """Return the restrictions of ``types`` that hold for all; none unless all of them do.

    The first of ``types`` must be there; another one need not be named.
    """
    kinds = [kind for kind in KINDS if any(path.startswith(kind) for path in policy)]
    each = [members(policy, f"{kind}.{credentials}") for kind in kinds]
    first, *_ = wanted = [type.lower() for type in types]
    named = [[one for one in ones if _type(one) in wanted] for ones in each]
    there = all(any(_type(one) == first for one in ones) for ones in named)
    found = [one for ones in named for one in ones]
    whole = flag(policy, "isenabled") is True and there and all(map(_holds, found))
    return found if whole else []


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
    named = (pl.col("setting") != "") & ~pl.col("setting").str.contains("@odata", literal=True)
    rows = export.evidence(AREA).filter(named)
    if not policies and rows.height:
        return not_assessed(export.tenant, f"{AREA} does not say whether it is on")
    if policies and all(meets(policy) for policy in policies):
        return passed(export.tenant, right, rows)
    return failed(export.tenant, wrong, rows)


def _type(restriction: Thing) -> str | None:
    return word(restriction, "restrictiontype")


def _holds(restriction: Thing) -> bool:
    since = word(restriction, "restrictforappscreatedafterdatetime")
    exempt = any(value for path, value in restriction.items() if path.startswith("excludeactors"))
    on = word(restriction, "state") == "enabled"
    return on and not exempt and (since is None or NEVER.match(since) is not None)
