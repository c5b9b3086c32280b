"""The published limits of Graph, enforced over windows that slide.

Requests that are refused count too: "all requests accrue against your usage limits".

Source  https://learn.microsoft.com/graph/throttling-limits
        https://learn.microsoft.com/graph/throttling
"""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

SMALL, MEDIUM = 50, 500
"""Users up to which a tenant is small, and of medium size; that decides its resource units."""

TELLS_FROM = 0.8


@dataclass(frozen=True)
class Limit:
    """``most`` (requests, or resource units) in any ``seconds``.

    ``silent``: a refusal has no Retry-After. ``tells``: answers say how much is used.
    """

    most: float
    seconds: float
    silent: bool = False
    tells: bool = False


LIMITS: Mapping[str, Limit] = {
    "identity": Limit(8_000, 10, tells=True),
    "identity_reports": Limit(5, 10),
    "sign_in_activity": Limit(10, 60),
    "conditional_access": Limit(1, 1, silent=True),
    "usage_report": Limit(14, 600),
    "usage_reports": Limit(40, 600),
    "intune": Limit(2_000, 20),
    "teams": Limit(30, 1),
}
"""By the name of the area. Resource units are those of a large tenant. One usage report may be
asked so often, and all of them together."""

NO_LIMITS: Mapping[str, Limit] = {}


def limits_for(users: int) -> dict[str, Limit]:
    """Return the limits of a tenant with this many users."""
    units = 3_500 if users < SMALL else 5_000 if users <= MEDIUM else 8_000
    return {**LIMITS, "identity": replace(LIMITS["identity"], most=units)}


@dataclass(frozen=True)
class Load:
    """How a request met a limit: the share of it that is used, and the seconds to wait."""

    share: float
    wait: float
    limit: Limit

    @property
    def refused(self) -> bool:
        """Return whether the request is one too many."""
        return self.share > 1

    @property
    def headers(self) -> dict[str, str]:
        """Return what Graph says of the load, with Retry-After where it is told."""
        said = {}
        if self.share >= TELLS_FROM and self.limit.tells:
            said["x-ms-throttle-limit-percentage"] = f"{self.share:.2f}"
        if self.refused and not self.limit.silent:
            said["retry-after"] = str(max(1, math.ceil(self.wait)))
        return said


@dataclass
class Meter:
    """Remembers what was asked, by limit and by who is limited (an application, a report)."""

    limits: Mapping[str, Limit]
    _asked: dict[tuple[str, str], deque[tuple[float, float]]] = field(
        default_factory=lambda: defaultdict(deque)
    )
    _used: dict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))

    def ask(self, name: str, whose: str, cost: float, now: float) -> Load | None:
        """Count a request at ``now`` (seconds); None where nothing limits it."""
        limit = self.limits.get(name)
        if limit is None:
            return None
        key = (name, whose)
        asked = self._asked[key]
        while asked and asked[0][0] <= now - limit.seconds:
            self._used[key] -= asked.popleft()[1]
        asked.append((now, cost))
        self._used[key] += cost
        return Load(self._used[key] / limit.most, self._wait(key, limit, now, cost), limit)

    def _wait(self, key: tuple[str, str], limit: Limit, now: float, cost: float) -> float:
        """Return the seconds until a request of this cost would be let through."""
        over = self._used[key] + cost - limit.most
        for when, spent in self._asked[key]:
            if over <= 0:
                break
            over -= spent
            until = when + limit.seconds - now
        return until if self._used[key] > limit.most else 0.0
