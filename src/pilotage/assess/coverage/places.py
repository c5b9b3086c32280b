"""From where somebody signs in: named locations, trusted or not, and anywhere else.

Locations may overlap, an office lies in a country, so each is a question of its own. Two that
certainly do not overlap rule each other out.

Source  https://learn.microsoft.com/entra/identity/conditional-access/concept-assignment-network
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from ipaddress import ip_network
from itertools import combinations
from typing import Any

import polars as pl

from pilotage.assess.coverage.cubes import Axis, Cube, Full
from pilotage.assess.coverage.policy import Policy
from pilotage.assess.coverage.scope import IN, AnyOf, inside, question

TRUSTED = "trusted"
MFA_TRUSTED = "00000000-0000-0000-0000-000000000000"
"""The trusted addresses of the older multifactor page; they count as trusted."""

COLUMNS = ("include_locations", "exclude_locations")
KEYWORDS = ("all", "alltrusted")


@dataclass(frozen=True)
class Places:
    """The locations that policies name; ``known`` are the rows of NAMED_LOCATIONS by id."""

    named: tuple[str, ...]
    known: Mapping[str, Mapping[str, Any]]

    @cached_property
    def axes(self) -> tuple[Axis, ...]:
        """Return a question per location, and one for trusted locations that no policy names."""
        names = {id: self.known.get(id, {}).get("name") or id for id in self.named}
        own = (question(_axis(id), f"in {name}", f"not in {name}") for id, name in names.items())
        other = ("another", "no other") if self.named else ("a", "no")
        return (question(TRUSTED, *(f"{word} trusted location" for word in other)), *own)

    def cubes(self, policy: Policy, full: Full, *, sure: bool) -> list[Cube]:
        """Return the places that the policy names; all of them where it has no such condition."""
        include, exclude = (policy[column] for column in COLUMNS)
        wanted = None if not include or "all" in include else self._any(include, sure=sure)
        if "all" in exclude:
            return []
        return inside(wanted, self._any(exclude, sure=not sure), full)

    def impossible(self, *, sure: bool) -> list[Cube]:
        """Return pairs of locations where nobody can be at once.

        Where their addresses are not known, locations may lie apart; that is not ``sure``.
        """
        return [
            {_axis(one): IN, _axis(other): IN}
            for one, other in combinations(self.named, 2)
            if (apart := self._apart(one, other)) or (apart is None and not sure)
        ]

    def _any(self, words: Iterable[str], *, sure: bool) -> AnyOf:
        found = {_axis(word): IN for word in words if word not in KEYWORDS}
        if "alltrusted" in words:
            found[TRUSTED] = IN
            found |= {_axis(id): IN for id in self.named if self._trusted(id, sure=sure)}
        return found

    def _trusted(self, id: str, *, sure: bool) -> bool:
        trusted = self.known.get(id, {}).get("trusted")
        return id == MFA_TRUSTED or (not sure if trusted is None else bool(trusted))

    def _apart(self, one: str, other: str) -> bool | None:
        """Tell whether two locations share no address, None if that is not known."""
        rows = [self.known.get(id, {}) for id in (one, other)]
        spans = [row.get("ranges") or [] for row in rows]
        if all(spans):
            return not any(_overlap(first, second) for first in spans[0] for second in spans[1])
        lands = [set(row.get("countries") or ()) for row in rows]
        if all(lands):
            both_open = all(row.get("includes_unknown") is not False for row in rows)
            return not (lands[0] & lands[1]) and not both_open
        return None if not all(rows) else False


def places(policies: Iterable[Policy], locations: pl.DataFrame) -> Places:
    """Return the places that ``policies`` tell apart; ``locations`` are NAMED_LOCATIONS."""
    words = {word for each in policies for column in COLUMNS for word in each[column]}
    known = {row["location"].lower(): row for row in locations.rows(named=True)}
    return Places(tuple(sorted(words - {*KEYWORDS})), known)


def _axis(id: str) -> str:
    return f"location:{id}"


def _overlap(one: str, other: str) -> bool:
    try:
        first, second = ip_network(one, strict=False), ip_network(other, strict=False)
    except ValueError:
        return True
    return first.version == second.version and first.overlaps(second)
