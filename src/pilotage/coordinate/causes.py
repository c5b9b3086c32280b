"""Where the days went: what delays of a portfolio are really made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from pilotage.facts.date_change import DateChange


@dataclass(frozen=True)
class Lost:
    """Days lost to one cause, in how many changes of a date, the last of them at ``last``."""

    cause: str
    days: float
    changes: int
    last: datetime


def lost_by_cause(changes: Iterable[DateChange]) -> tuple[Lost, ...]:
    """Return the days lost to each cause, the most first.

    Only a date that moved to later loses days; won days are not set against them.
    """
    by_cause: dict[str, list[DateChange]] = defaultdict(list)
    for each in changes:
        if each.days > 0:
            by_cause[each.cause].append(each)
    found = [
        Lost(cause, sum(one.days for one in group), len(group), max(one.at for one in group))
        for cause, group in by_cause.items()
    ]
    return tuple(sorted(found, key=lambda lost: (-lost.days, lost.cause)))


def days_lost(changes: Iterable[DateChange]) -> float:
    """Return all the days lost."""
    return sum(each.days for each in changes if each.days > 0)
