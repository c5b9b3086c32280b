"""The gates of one migration: which there are, what they are called, and when they are decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from pilotage.coordinate.case import Window
from pilotage.coordinate.rules import GateRule, gate_rules
from pilotage.facts.clock import zone_named
from pilotage.facts.engagement import Engagement
from pilotage.facts.errors import NotKnown


@dataclass(frozen=True)
class GatePoint:
    """One gate of the migration; ``name`` is ``G0`` or ``G2.w2``. ``decide_at`` None is open."""

    name: str
    rule: GateRule
    wave: int | None
    decide_at: datetime | None

    @property
    def title(self) -> str:
        """Return the words for it."""
        if self.wave is None:
            return self.rule.title
        return f"{self.rule.title}, {f'wave {self.wave}' if self.wave else 'pilot'}"


def gate_points(
    agreed: Engagement,
    windows: Mapping[int, Window | None],
    doors: Mapping[int, datetime],
) -> tuple[GatePoint, ...]:
    """Return every gate in the order of the way.

    ``windows`` gives the window of each wave, ``doors`` the point of no return of those that have
    one.
    """
    points = []
    for rule in gate_rules():
        for wave in _waves(rule, list(windows), doors):
            name = rule.id if wave is None else f"{rule.id}.w{wave}"
            points.append(GatePoint(name, rule, wave, _moment(rule, wave, agreed, windows, doors)))
    return tuple(points)


def gate_named(points: Sequence[GatePoint], name: str) -> GatePoint:
    """Return one gate; capitals do not count.

    Raises:
        NotKnown: there is none of that name; says which there are.
    """
    for point in points:
        if point.name.casefold() == name.casefold():
            return point
    raise NotKnown(f"there is no gate {name}; there is: {', '.join(p.name for p in points)}")


def _waves(rule: GateRule, waves: list[int], doors: Mapping[int, datetime]) -> Sequence[int | None]:
    if rule.per == "wave":
        return waves
    return sorted(doors) if rule.per else [None]


def _moment(
    rule: GateRule,
    wave: int | None,
    agreed: Engagement,
    windows: Mapping[int, Window | None],
    doors: Mapping[int, datetime],
) -> datetime | None:
    """Return when the gate is decided, on the client's clock; None while its day is not known."""
    zone = zone_named(agreed.migration.time_zone) or UTC
    if rule.counts_from == "no return":
        return None if wave is None else doors.get(wave)
    migration = agreed.migration
    first = min(windows, default=None) if rule.counts_from == "pilot" else wave
    window = None if first is None else windows.get(first)
    day = {"start": migration.starts_on, "end": migration.deadline}.get(
        rule.counts_from, window and window[0].astimezone(zone).date()
    )
    if day is None:
        return None
    return datetime.combine(day + timedelta(days=rule.days), rule.at or time(17), zone)
