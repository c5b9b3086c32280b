"""Units by the names that people use in the engagement file, and what it says about them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import polars as pl

from pilotage.facts.engagement import Engagement
from pilotage.facts.errors import InputError
from pilotage.plan.problem import Before, Ints, Sets


def day_of(engagement: Engagement, day: date) -> int:
    """Return a date as days since the start of the migration; negative before it."""
    return (day - engagement.migration.starts_on).days


def sets_of(members: Sequence[Ints]) -> Sets:
    """Return sets of units in CSR form."""
    ptr = np.cumsum([0, *(len(one) for one in members)]).astype(np.int64)
    return Sets(ptr, np.concatenate([np.zeros(0, np.int64), *members]))


class Names:
    """Units by every name that the engagement file may use for them."""

    def __init__(self, frame: pl.DataFrame, engagement: Engagement) -> None:
        self.engagement = engagement
        names = frame.with_row_index("at").select("at", "aliases").explode("aliases")
        first = names.unique("aliases", keep="first", maintain_order=True)
        self._at = dict(zip(first["aliases"].to_list(), first["at"].to_list(), strict=True))

    def find(self, name: str, where: str) -> int:
        """Return the unit of that name.

        Raises:
            InputError: no unit has it; ``where`` is the key that holds it.
        """
        if (at := self._at.get(name.lower())) is None:
            raise InputError(
                f"{name!r} is not among the units to be moved.",
                where=where,
                fix="Use a sign-in name, an address or an id of the export, or delete the entry.",
            )
        return int(at)

    def each(self, names: Sequence[str], where: str) -> Ints:
        """Return the units of these names, in order, each once."""
        return np.array(list(dict.fromkeys(self.find(name, where) for name in names)), np.int64)

    def pins(self, n: int, k: int) -> Ints:
        """Return the pinned wave of each unit, or -1."""
        pin = np.full(n, -1)
        for row, one in enumerate(self.engagement.pin):
            if not 0 <= one.wave < k:
                says = f"there is no wave {one.wave}; there are {k}, counted from 0."
                raise InputError(says, where=f"pin[{row}].wave")
            pin[self.find(one.unit, f"pin[{row}].unit")] = one.wave
        return pin

    def ready(self, n: int) -> Ints:
        """Return the first day on which each unit may move."""
        ready = np.zeros(n, np.int64)
        for row, one in enumerate(self.engagement.blocked):
            at = self.find(one.unit, f"blocked[{row}].unit")
            ready[at] = max(ready[at], day_of(self.engagement, one.until))
        return ready

    def together(self, seen: Sets) -> Sets:
        """Return the agreed sets that must share a wave, after those that were seen."""
        rows = enumerate(self.engagement.together)
        agreed = [self.each(one.units, f"together[{row}].units") for row, one in rows]
        return sets_of([*(seen[number] for number in range(len(seen))), *agreed])

    def before(self, seen: Before) -> Before:
        """Return the agreed orders after those that dependencies ask for."""
        rows = list(enumerate(self.engagement.before))
        u = [self.find(one.first, f"before[{row}].first") for row, one in rows]
        v = [self.find(one.then, f"before[{row}].then") for row, one in rows]
        gap = [one.gap for _, one in rows]
        agreed = (np.array(column, np.int64) for column in (u, v, gap))
        ordered = (seen.u, seen.v, seen.gap)
        return Before(*(np.concatenate(pair) for pair in zip(ordered, agreed, strict=True)))
