"""A tenant of exact size for benchmarks: plain objects, all of them invented."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from . import invented as made
from .settings import SINGLES
from .tenant import Row, Tenant


@dataclass(frozen=True)
class Size:
    """How many objects of each kind."""

    users: int = 10_000
    groups: int = 2_000
    memberships: int = 100_000
    devices: int = 12_000
    managed_devices: int = 10_000
    service_principals: int = 500
    applications: int = 100
    legacy_sign_ins: int = 20_000
    directory_audits: int = 10_000


def synthetic(size: Size, now: datetime) -> Tenant:
    """Return the tenant as it stands at ``now``; its logs are of the day before."""
    users = _some(size.users, made.user)
    lists: dict[str, list[Row]] = {
        "users": users,
        "groups": _some(size.groups, made.group),
        "devices": _some(size.devices, lambda n: made.device(n, size.users)),
        "deviceManagement/managedDevices": _some(
            size.managed_devices, lambda n: made.managed(n, size.users)
        ),
        "servicePrincipals": _some(size.service_principals, made.principal),
        "applications": _some(size.applications, made.application),
        "reports/authenticationMethods/userRegistrationDetails": [
            made.registration(each) for each in users
        ],
        "auditLogs/signIns": _some(
            size.legacy_sign_ins, lambda n: made.sign_in(n, users[n % size.users], now)
        ),
        "auditLogs/directoryAudits": _some(
            size.directory_audits, lambda n: made.audit(n, users[n % size.users], now)
        ),
        "domains": [made.domain()],
        "organization": [made.organization()],
        "subscribedSkus": [made.sku(size.users)],
    }
    return Tenant(made.TENANT, lists | _members(size), dict(SINGLES), made.reports(users))


def _some(count: int, make: Callable[[int], Row]) -> list[Row]:
    return [make(number) for number in range(count)]


def _members(size: Size) -> dict[str, list[Row]]:
    """Return memberships spread evenly, but for the first group, which holds everyone."""
    ids = [made.id_of(made.GROUP, number) for number in range(size.groups)]
    found = {f"groups/{ids[0]}/members": _some(size.users, made.member)}
    left, others = size.memberships - size.users, size.groups - 1
    for number in range(1, size.groups):
        start, end = left * (number - 1) // others, left * number // others
        people = [(place * 7 + number) % size.users for place in range(start, end)]
        found[f"groups/{ids[number]}/members"] = [made.member(each) for each in people]
    return found
