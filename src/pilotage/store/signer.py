"""Under which name somebody signs: one's own. Nobody signs for another."""

from __future__ import annotations

from typing import Any

from pilotage.facts.errors import NotAllowed
from pilotage.store.access import Scope
from pilotage.store.items import values

SIGNED = frozenset({"attestation", "deviation", "not_applicable", "excuse", "waiver"})
"""Kinds that say who answers for them, in ``who``."""


def names_of(scope: Scope) -> tuple[str, ...]:
    """Return the names of the person, the one that the engagement knows first."""
    user = scope.user
    known = [
        person.name
        for person in values(scope.engagement, "person")
        if person.address.casefold() == user.email.casefold()
    ]
    return tuple(dict.fromkeys(filter(None, (*known, user.name, user.email))))


def signer(scope: Scope, said: str = "") -> str:
    """Return the name under which the person signs; ``said`` may repeat it, empty takes it.

    Raises:
        NotAllowed: ``said`` is the name of somebody else.
    """
    names = names_of(scope)
    said = said.strip()
    if said and said.casefold() not in {name.casefold() for name in names}:
        raise NotAllowed(
            f"You sign as {names[0]}, and nobody signs for another: {said} has to sign in and "
            "do it; nothing was changed."
        )
    return said or names[0]


def own_name_only(scope: Scope, kind: str, value: Any) -> None:
    """Refuse a value that somebody else would answer for.

    Raises:
        NotAllowed: it is signed with the name of somebody else, or with none.
    """
    if kind not in SIGNED:
        return
    if not value.who.strip():
        raise NotAllowed("Say in who that it is you who signs; nothing was changed.")
    signer(scope, value.who)


def roles_held(scope: Scope) -> tuple[str, ...]:
    """Return the roles of the person here, and those that the plan gives to the address."""
    named = [
        role
        for person in values(scope.engagement, "person")
        if person.address.casefold() == scope.user.email.casefold()
        for role in person.roles
    ]
    return (*sorted(scope.roles), *named)
