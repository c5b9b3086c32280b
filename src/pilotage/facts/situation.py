"""Everything that is known about one migration at one moment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from pilotage.facts.engagement import Engagement
from pilotage.facts.snapshot import Snapshot


@dataclass(frozen=True)
class Situation:
    """Both environments, what people agreed, and the time at which we look.

    Any of the first three may be None: it was not read, and checks that need it say so.
    ``now`` is aware, in UTC.
    """

    now: datetime
    source: Snapshot | None = None
    target: Snapshot | None = None
    engagement: Engagement | None = None

    def snapshots(self) -> Iterator[Snapshot]:
        """Yield the snapshots that exist, the source first."""
        yield from (side for side in (self.source, self.target) if side is not None)
