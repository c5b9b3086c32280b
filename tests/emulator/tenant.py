"""The tenant behind the emulator: objects by the path where Graph lists them.

It is filled from the files that the demo generator makes, and remembers what changed since, so
that delta queries have something to say.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter
from typing import Any

import orjson

from pilotage.demo import demo_files

from . import role_rules
from .settings import SINGLES

Row = dict[str, Any]

PREFIXES = {
    "userRegistrationDetails": "reports/authenticationMethods/userRegistrationDetails",
    "conditionalAccess/policies": "identity/conditionalAccess/policies",
    "conditionalAccess/namedLocations": "identity/conditionalAccess/namedLocations",
    "managedDevices": "deviceManagement/managedDevices",
    "signIns": "auditLogs/signIns",
    "directoryAudits": "auditLogs/directoryAudits",
    "sites": "sites/getAllSites",
}
"""Where Graph lists what the demo saves under a shorter name."""

PLANS = {"P1": "AAD_PREMIUM", "P2": "AAD_PREMIUM_P2"}


@dataclass
class Tenant:
    """``lists`` and ``singles`` by path; ``reports`` are CSV files by the name of the report.

    ``licences`` are those that open endpoints: P1, P2, INTUNE.
    """

    id: str
    lists: dict[str, list[Row]]
    singles: dict[str, Row] = field(default_factory=dict)
    reports: dict[str, bytes] = field(default_factory=dict)
    licences: frozenset[str] = frozenset({"P1", "P2", "INTUNE"})
    log: list[tuple[str, str]] = field(default_factory=list)
    """What changed: (list, id), in order."""

    def __post_init__(self) -> None:
        self._by_id: dict[str, Row] = {
            row["id"]: row
            for path in ("users", "groups", "devices", "servicePrincipals", "applications")
            for row in self.lists.get(path, ())
        }

    def object(self, id: str) -> Row | None:
        """Return a directory object by its id."""
        return self._by_id.get(id)

    def members(self, group: str) -> list[Row]:
        """Return whom a group holds directly, as references."""
        return self.lists.get(f"groups/{group}/members", [])

    def everyone_in(self, group: str) -> list[Row]:
        """Return whom a group holds, through groups inside it too; each once."""
        found: dict[str, Row] = {}
        ahead = [group]
        while ahead:
            for each in self.members(ahead.pop()):
                if each["id"] not in found:
                    found[each["id"]] = each
                    ahead.append(each["id"])
        return list(found.values())

    def change(self, path: str, id: str, **values: Any) -> None:
        """Change an object of a list, or add one."""
        row = self._by_id.get(id)
        if row is None:
            row = {"id": id}
            self.lists[path].append(row)
            self._by_id[id] = row
        row.update(values)
        self.log.append((path, id))

    def remove(self, path: str, id: str) -> None:
        """Delete an object of a list."""
        self.lists[path] = [row for row in self.lists[path] if row["id"] != id]
        del self._by_id[id]
        self.log.append((path, id))

    def changed(self, path: str, since: int) -> list[Row]:
        """Return what changed in a list after ``since`` entries of the log, as delta shows it."""
        ids = dict.fromkeys(id for where, id in self.log[since:] if where == path)
        gone = {"@removed": {"reason": "deleted"}}
        return [self._by_id.get(id, {"id": id, **gone}) for id in ids]


def demo_tenant(people: int, seed: int, starts_on: date, side: str = "source") -> Tenant:
    """Return one side of the demo as a tenant.

    Raises:
        InputError: the demo cannot be made for so many people.
    """
    lists: dict[str, list[Row]] = defaultdict(list)
    singles, reports = dict(SINGLES), {}
    for name, content in demo_files(people, seed, starts_on):
        room, _, rest = name.removeprefix(f"{side}/").partition("/")
        if not name.startswith(f"{side}/"):
            continue
        if room == "reports":
            reports[f"get{rest.removesuffix('.csv')}"] = content
        elif room == "graph":
            _load(rest, orjson.loads(content), lists, singles)
    domain = next(each["id"] for each in lists["domains"] if each["isDefault"])
    lists[role_rules.PATH] = role_rules.role_policies(
        lists["organization"][0]["id"], f"soc@{domain}", trusting=side == "source"
    )
    return _finished(dict(lists), singles, reports)


def _load(name: str, body: Row, lists: dict[str, list[Row]], singles: dict[str, Row]) -> None:
    """Put one file of the demo where Graph lists its objects."""
    path = re.sub(r"(\.\d+)?\.json$", "", name)
    path = PREFIXES.get(path, path)
    if "value" in body:
        lists[path].extend(body["value"])
    else:
        singles[path] = {key: one for key, one in body.items() if not key.startswith("@odata")}


def _finished(
    lists: dict[str, list[Row]], singles: dict[str, Row], reports: dict[str, bytes]
) -> Tenant:
    """Add what the demo leaves to be derived: standing roles, the newest entries first."""
    instances = "roleManagement/directory/roleAssignmentScheduleInstances"
    kept = ("id", "principalId", "roleDefinitionId", "directoryScopeId", "appScopeId", "principal")
    standing = [{name: row[name] for name in kept} for row in lists[instances]]
    lists["roleManagement/directory/roleAssignments"] = standing
    lists["auditLogs/signIns"].sort(key=itemgetter("createdDateTime"), reverse=True)
    lists["auditLogs/directoryAudits"].sort(key=itemgetter("activityDateTime"), reverse=True)
    tenant = Tenant(lists["organization"][0]["id"], lists, singles, reports)
    tenant.licences = licences(lists["subscribedSkus"]) | {"INTUNE"}
    return tenant


def licences(skus: Iterable[Row]) -> frozenset[str]:
    """Return P1 and P2, where a plan that is bought brings them."""
    plans = {plan["servicePlanName"] for sku in skus for plan in sku["servicePlans"]}
    return frozenset(name for name, plan in PLANS.items() if plan in plans)
