"""How much room a migration has left; with little of it gates ask for more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from pilotage.facts.clock import lasting
from pilotage.facts.engagement import Engagement
from pilotage.facts.role import ROLES

LEAST_SLACK_DAYS = 0
"""Slack at or below this tightens the gates."""

LEAST_WINDOW = timedelta(minutes=45)
MOST_SINGLE_POINTS = 1


@dataclass(frozen=True)
class Margin:
    """Slack in working days, what is left of the window, and who is alone in a needed role.

    ``window`` is the window less path and way back, ``way_back`` how long going back takes. None
    is not known, and tightens nothing by itself.
    """

    slack_days: int | None = None
    window: timedelta | None = None
    way_back: timedelta | None = None
    single_points: tuple[str, ...] = ()

    @property
    def tight_because(self) -> tuple[str, ...]:
        """Return why the tight thresholds count; empty where the usual ones do."""
        reasons = []
        if self.slack_days is not None and self.slack_days <= LEAST_SLACK_DAYS:
            reasons.append(f"slack is {self.slack_days} working days")
        if self.window is not None and self.window < LEAST_WINDOW:
            reasons.append(f"the window leaves {lasting(self.window)}")
        if (alone := len(self.single_points)) > MOST_SINGLE_POINTS:
            reasons.append(f"{alone} roles hang on one person: {', '.join(self.single_points)}")
        return tuple(reasons)

    @property
    def tight(self) -> bool:
        """Tell whether the tight thresholds count."""
        return bool(self.tight_because)


def single_points(agreed: Engagement) -> tuple[str, ...]:
    """Return the needed roles that one person holds alone, without a backup."""
    alone = []
    for role in ROLES.values():
        holders = agreed.holders(role.id)
        if role.needed and len(holders) == 1 and not holders[0].backup.strip():
            alone.append(role.title)
    return tuple(alone)
