"""Who signs in: classes of people that policies tell apart, or every user of a directory.

Without a directory a class is any mixture of the people, groups, roles and guest types that
policies name: anyone might be in any group. With one, every user is looked up.

Sources https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-users-groups
        https://learn.microsoft.com/graph/api/resources/conditionalaccessguestsorexternalusers
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from pilotage.assess.coverage.cubes import Axis, Cube, Full
from pilotage.assess.coverage.policy import Policy
from pilotage.assess.coverage.scope import IN, AnyOf, either, inside, question

LOCAL_GUEST = "internalguest"
GUEST_TYPES = {
    "b2bcollaborationguest": "guests of B2B collaboration",
    "b2bcollaborationmember": "members of B2B collaboration",
    "b2bdirectconnectuser": "B2B direct connect users",
    LOCAL_GUEST: "local guests",
    "serviceprovider": "service provider users",
    "otherexternaluser": "other external users",
}
MEMBER = "members"
ANYONE_ELSE = "anyone else"
ANY_TENANT = "of any other organisation"
KEYWORDS = ("all", "none", "guestsorexternalusers")

SIDES = ("include", "exclude")


@dataclass(frozen=True)
class Named:
    """Whom policies name, in lower case and sorted."""

    users: tuple[str, ...]
    groups: tuple[str, ...]
    roles: tuple[str, ...]
    tenants: tuple[str, ...]


def named(policies: Iterable[Policy], roles: Iterable[str] = ()) -> Named:
    """Return whom ``policies`` name; ``roles`` are further roles that must be told apart."""
    policies = list(policies)

    def words(what: str) -> set[str]:
        return {word for each in policies for side in SIDES for word in each[f"{side}_{what}"]}

    return Named(
        tuple(sorted(words("users") - {*KEYWORDS})),
        tuple(sorted(words("groups"))),
        tuple(sorted(words("roles") | set(roles))),
        tuple(sorted(words("guest_tenants") - {"all"})),
    )


class People(Protocol):
    """Everyone who may sign in, on one or more axes."""

    @property
    def axes(self) -> tuple[Axis, ...]:
        """Return the axes that tell people apart."""

    def named_users(self, ids: Iterable[str]) -> AnyOf:
        """Return these users."""

    def group(self, id: str) -> AnyOf:
        """Return everyone in a group, at any depth."""

    def role(self, id: str) -> AnyOf:
        """Return everyone who holds a role."""

    def guests(self, types: Iterable[str], tenants: Iterable[str], *, sure: bool) -> AnyOf:
        """Return guests of these types from these organisations; no tenant means all."""


def reached(policy: Policy, people: People, full: Full, *, sure: bool) -> list[Cube]:
    """Return the people to whom the policy applies."""
    if not policy.for_people:
        return []
    everyone = "all" in policy["include_users"]
    wanted = None if everyone else _any(policy, "include", people, sure=sure)
    if "all" in policy["exclude_users"]:
        return []
    return inside(wanted, _any(policy, "exclude", people, sure=not sure), full)


def _any(policy: Policy, side: str, people: People, *, sure: bool) -> AnyOf:
    users = policy[f"{side}_users"]
    found = [people.named_users(word for word in users if word not in KEYWORDS)]
    found += (people.group(id) for id in policy[f"{side}_groups"])
    found += (people.role(id) for id in policy[f"{side}_roles"])
    if "guestsorexternalusers" in users:
        found.append(people.guests(GUEST_TYPES, (), sure=sure))
    if types := policy[f"{side}_guest_types"]:
        tenants = policy[f"{side}_guest_tenants"]
        found.append(people.guests(types, () if "all" in tenants else tenants, sure=sure))
    return either(*found)


def types_meant(types: Iterable[str], *, sure: bool) -> set[str]:
    """Return the guest types among ``types``; an unknown word may stand for any of them."""
    words = set(types)
    return words if sure or words <= GUEST_TYPES.keys() else set(GUEST_TYPES)


@dataclass(frozen=True)
class Classes:
    """People as policies tell them apart, where nobody is known by name."""

    named: Named
    names: Mapping[str, str]

    @property
    def axes(self) -> tuple[Axis, ...]:
        """Return who it is by name, member or which guest, and each group and role."""
        kinds = [f"{GUEST_TYPES[kind]}{self._home(tenant)}" for kind, tenant in self._kinds()]
        users = [f"user {self._name(id)}" for id in self.named.users]
        return (
            Axis("user", (*users, ANYONE_ELSE)),
            Axis("kind", (MEMBER, *kinds)),
            *(self._question("group", id) for id in self.named.groups),
            *(self._question("role", id) for id in self.named.roles),
        )

    def named_users(self, ids: Iterable[str]) -> AnyOf:
        """Return these users."""
        wanted = set(ids)
        places = (place for place, id in enumerate(self.named.users) if id in wanted)
        return {"user": sum(1 << place for place in places)}

    def group(self, id: str) -> AnyOf:
        """Return everyone in the group, whoever that is."""
        return {f"group:{id}": IN}

    def role(self, id: str) -> AnyOf:
        """Return everyone with the role, whoever that is."""
        return {f"role:{id}": IN}

    def guests(self, types: Iterable[str], tenants: Iterable[str], *, sure: bool) -> AnyOf:
        """Return guests of these types from these organisations."""
        meant, homes = types_meant(types, sure=sure), set(tenants)
        mask = 0
        for place, (kind, tenant) in enumerate(self._kinds(), start=1):
            if kind in meant and (not homes or kind == LOCAL_GUEST or tenant in homes):
                mask |= 1 << place
        return {"kind": mask}

    def _kinds(self) -> list[tuple[str, str]]:
        homes = (*self.named.tenants, ANY_TENANT) if self.named.tenants else ("",)
        return [
            (kind, home)
            for kind in GUEST_TYPES
            for home in (("",) if kind == LOCAL_GUEST else homes)
        ]

    def _home(self, tenant: str) -> str:
        return f" {tenant}" if tenant == ANY_TENANT else f" of {tenant}" if tenant else ""

    def _question(self, what: str, id: str) -> Axis:
        name = f"{what} {self._name(id)}"
        return question(f"{what}:{id}", f"in {name}", f"not in {name}")

    def _name(self, id: str) -> str:
        return self.names.get(id, id)
