"""A clock that may run faster than ours, so that limits of ten seconds can be tested in none."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta


@dataclass
class Clock:
    """``speed`` seconds pass here in one of ours. Without ``starts_at`` it starts now.

    A client that is to live in this time sleeps and looks at this clock.
    """

    speed: float = 1.0
    starts_at: datetime | None = None
    _began: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self.starts_at = self.starts_at or datetime.now(UTC)

    def seconds(self) -> float:
        """Return the seconds that have passed here since the start."""
        return (time.monotonic() - self._began) * self.speed

    def now(self) -> datetime:
        """Return the time of day here."""
        assert self.starts_at
        return self.starts_at + timedelta(seconds=self.seconds())

    def sleep(self, seconds: float) -> None:
        """Wait until ``seconds`` have passed here."""
        time.sleep(max(0.0, seconds) / self.speed)
