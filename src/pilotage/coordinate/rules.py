"""The gates and their criteria, as ``gates.toml`` gives them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("gates.toml")


@dataclass(frozen=True)
class CriterionRule:
    """One condition of a gate.

    It is met when all ``checks`` passed and the ``measure`` reaches ``need``, or stays within it
    where ``most`` is set. ``tight`` stands for ``need`` where margin is small.
    """

    id: str
    says: str
    group: str = ""
    checks: tuple[str, ...] = ()
    side: str = ""
    measure: str = ""
    need: float | None = None
    tight: float | None = None
    most: bool = False
    unit: str = ""
    waivable: bool = True

    def limit(self, tightened: bool) -> float | None:
        """Return the threshold that counts."""
        return self.tight if tightened and self.tight is not None else self.need

    def needed(self, tightened: bool) -> str:
        """Return the threshold in words, such as ``90 %`` or ``at most 14 days``."""
        limit = self.limit(tightened)
        if limit is None:
            return "yes"
        return f"{'at most ' if self.most and limit else ''}{limit:g} {self.unit}"


@dataclass(frozen=True)
class GateRule:
    """One kind of gate: who signs for which side, when it is decided, and what it asks.

    ``counts_from`` names the moment that ``days`` and ``at`` count from. Evidence older than
    ``max_age`` is stale. ``if_silent`` is what holds when nobody decided in time.
    """

    id: str
    title: str
    criteria: tuple[CriterionRule, ...]
    business: tuple[str, ...]
    technical: tuple[str, ...]
    security: tuple[str, ...] = ()
    counts_from: str = ""
    days: int = 0
    at: time = time(17)
    per: str = ""
    if_silent: str = "no-go"
    max_age: timedelta = timedelta(hours=24)

    def roles(self, side: str) -> tuple[str, ...]:
        """Return the roles that sign for a side."""
        return {"business": self.business, "technical": self.technical}.get(side, self.security)

    def sides(self) -> tuple[str, ...]:
        """Return the sides that sign this gate."""
        return ("business", "technical", *(["security"] if self.security else []))


@cache
def gate_rules() -> tuple[GateRule, ...]:
    """Return every kind of gate in the order of the way."""
    return tuple(_gate(entry) for entry in tomllib.loads(FILE.read_text())["gate"])


def _gate(entry: dict[str, Any]) -> GateRule:
    criteria = tuple(
        CriterionRule(**(each | {"checks": tuple(each.get("checks", ()))}))
        for each in entry.pop("criterion")
    )
    hours = entry.pop("max_age_hours", 24)
    for side in ("business", "technical", "security"):
        entry[side] = tuple(entry.get(side, ()))
    return GateRule(criteria=criteria, max_age=timedelta(hours=hours), **entry)
