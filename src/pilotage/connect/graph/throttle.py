"""How fast Graph may be asked: one pace for each workload, from the published limits.

A pace never exceeds its limit in any window of that length. A refusal (429) halves it and
answers win it back, because other applications use the same limits.

Source  https://learn.microsoft.com/graph/throttling-limits
Source  https://learn.microsoft.com/graph/throttling
"""

from __future__ import annotations

import math
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

DIRECTORY, POLICIES, CONDITIONAL_ACCESS = "directory", "policies", "conditional access"
IDENTITY_REPORTS, SIGN_IN_ACTIVITY = "identity reports", "sign-in activity"
USAGE_REPORTS, INTUNE, OTHER = "usage reports", "device management", "other"
OUTLOOK = "outlook"
BATCHES = "batches"


@dataclass(frozen=True)
class Limit:
    """So much may be asked within so many seconds."""

    most: float
    seconds: float


LIMITS = {
    DIRECTORY: Limit(3_500, 10),
    POLICIES: Limit(100, 10),
    CONDITIONAL_ACCESS: Limit(1, 1),
    IDENTITY_REPORTS: Limit(5, 10),
    SIGN_IN_ACTIVITY: Limit(10, 60),
    USAGE_REPORTS: Limit(14, 600),
    INTUNE: Limit(1_000, 20),
    OTHER: Limit(100, 10),
    BATCHES: Limit(100, 10),
    OUTLOOK: Limit(2_000, 10),
}
"""Of the directory, in its resource units, what a small tenant has: a large one has 8,000. Outlook
limits each mailbox by itself, so the pace of batches, of twenty mailboxes each, is the limit."""

LEAST_SLACK, MOST_SLACK = 0.1, 1.0
"""Seconds. A request that was long on its way opens the server's window later than ours."""

SLOWEST, REGAINED = 1 / 16, 1.25
NEARLY, OVER = 0.8, 1.0
"""Of ``x-ms-throttle-limit-percentage``, which is sent from 0.8 on."""


class Stopped(Exception):
    """Somebody asked us to stop; what was kept until now stays."""


class Held(Exception):
    """A workload was refused for so many ``seconds`` that nobody waits for them."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"{seconds:.0f} seconds")
        self.seconds = seconds


@dataclass(frozen=True)
class Clock:
    """Moments in seconds, and a way to wait for one. Tests hand in one that does not wait."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


@dataclass
class Pace:
    """How fast one workload may be asked. Safe to use from several threads."""

    limit: Limit
    clock: Clock
    share: float = 1.0
    slack: float = LEAST_SLACK
    _spent: deque[tuple[float, float]] = field(default_factory=deque)
    _held: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, cost: float = 1, most: float = math.inf) -> float:
        """Wait until ``cost`` may be asked, count it, and return the seconds waited.

        Raises:
            Held: it was refused for more than ``most`` seconds from now.
        """
        waited = 0.0
        while seconds := self._ahead(cost):
            if (held := self._held - self.clock.now()) > most:
                raise Held(held)
            self.clock.sleep(seconds)
            waited += seconds
        return waited

    def slower(self, seconds: float) -> None:
        """Note a refusal: ask nothing for ``seconds``, and then half as fast.

        Several that were asked at once and refused together count as one.
        """
        with self._lock:
            now = self.clock.now()
            if now >= self._held:
                self.share = max(SLOWEST, self.share / 2)
            self._held = max(self._held, now + seconds)

    def answered(self, filled: float = 0.0, took: float = 0.0) -> None:
        """Note an answer, and the seconds that it took.

        ``filled`` is the share of the limit that the server says is used.
        """
        with self._lock:
            factor = 0.5 if filled > OVER else 1.0 if filled >= NEARLY else REGAINED
            self.share = min(1.0, max(SLOWEST, self.share * factor))
            self.slack = max(LEAST_SLACK, self.slack, min(took, MOST_SLACK))

    def _ahead(self, cost: float) -> float:
        """Return the seconds to wait before ``cost`` fits; 0 after counting it."""
        with self._lock:
            now = self.clock.now()
            if now < self._held:
                return self._held - now
            most = max(1.0, self.limit.most * self.share)
            window = (self.limit.seconds + self.slack) * most / (self.limit.most * self.share)
            while self._spent and self._spent[0][0] + window <= now:
                self._spent.popleft()
            used = sum(each for _, each in self._spent)
            if self._spent and used + cost > most:
                return self._room(used + cost - most) + window - now
            self._spent.append((now, cost))
            return 0.0

    def _room(self, excess: float) -> float:
        """Return the moment of the last spending that must leave the window first."""
        for moment, cost in self._spent:
            excess -= cost
            if excess <= 0:
                return moment
        return self._spent[-1][0]


def paces(clock: Clock) -> dict[str, Pace]:
    """Return a pace for each workload."""
    return {workload: Pace(limit, clock) for workload, limit in LIMITS.items()}
