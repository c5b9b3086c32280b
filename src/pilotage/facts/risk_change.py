"""What a person changes at the level of a risk, which otherwise moves with its signals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from pilotage.facts.readiness import Level

LOWERED_FOR = timedelta(days=14)
"""A lower level ends by itself after this time, so that somebody looks again."""


@dataclass(frozen=True)
class RiskChange:
    """``who`` holds the risk at ``level``, and says why; it counts until ``expires_on``.

    ``risk`` is its id. Without an end it counts until it is changed; only raising may have none.
    """

    risk: str
    level: Level
    who: str
    why: str
    changed_on: date
    expires_on: date | None = None

    def counts(self, today: date) -> bool:
        """Tell whether the change still counts on a day."""
        return self.expires_on is None or today <= self.expires_on
