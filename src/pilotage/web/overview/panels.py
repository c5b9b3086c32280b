"""What stands in the panels of the overview, made ready to be shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from pilotage.assess.exposure import Exposed
from pilotage.coordinate.timeline import WaveDays
from pilotage.engine.status import Standing
from pilotage.engine.timeline import wave_days
from pilotage.facts.engagement import Decision
from pilotage.facts.readiness import Level
from pilotage.store.access import Scope
from pilotage.store.items import items
from pilotage.web.timeline.drawing import Bar, Drawing, drawing


def timeline(scope: Scope, found: Standing) -> Drawing | None:
    """Return the drawing of waves, freezes of everybody, the likely finish and the hard date."""
    today = scope.clock.local(scope.now).date()
    waves = list(wave_days(found))
    bars = [Bar(_row(wave), wave.first, wave.last, _state(wave, today), _when(wave, today))
            for wave in waves]  # fmt: skip
    likely = None
    if (forecast := found.forecast) is not None:
        likely = (forecast.day(forecast.p20), forecast.day(forecast.p80))
    frozen = [
        Bar("", each.first, each.last, "frozen", each.reason)
        for each in found.agreed.freeze
        if each.department == "*"
    ]
    return drawing(bars, today, found.agreed.migration.deadline, frozen=frozen, likely=likely)


def _row(wave: WaveDays) -> str:
    return f"{wave.title}, {wave.people:,} people"


def _state(wave: WaveDays, today: date) -> str:
    return "moved" if wave.last < today else "now" if wave.first <= today else "planned"


def _when(wave: WaveDays, today: date) -> str:
    return "moved" if wave.last < today else f"{wave.first:%a} {wave.first.day} {wave.first:%b}"


def decisions(scope: Scope, found: Standing) -> list[tuple[str, Decision]]:
    """Return the open decisions of the person, or all of them for who decides none."""
    open_ones = [
        (each.key, each.value)
        for each in items(scope.engagement, "decision", scope.at)
        if each.value.answered_on is None
    ]
    mine = [each for each in open_ones if _is_mine(scope, found, each[1])]
    chosen: Sequence[tuple[str, Decision]] = mine or open_ones
    return sorted(chosen, key=lambda each: (each[1].decide_by or date.max, each[0]))


def _is_mine(scope: Scope, found: Standing, decision: Decision) -> bool:
    names = {scope.user.name, scope.user.email}
    names |= {each.name for each in found.agreed.person if each.address == scope.user.email}
    roles = {role for each in found.agreed.person if each.name in names for role in each.roles}
    return decision.decider in names | roles


def risks(found: Standing) -> Sequence[Exposed]:
    """Return the risks that are not low, the most exposed first."""
    return [each for each in found.risks if each.level is not Level.LOW]


def since(scope: Scope) -> datetime:
    """Return the start of the same weekday a week ago, on the client's clock."""
    local = scope.clock.local(scope.now)
    return local.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=7)
