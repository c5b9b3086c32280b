"""Disruption and coordination of a migration, from what is kept about it."""

from __future__ import annotations

from datetime import datetime

from pilotage.engine.status import Standing
from pilotage.facts.clock import Clock
from pilotage.measure.answering import acknowledgement_time, decision_latency
from pilotage.measure.disruption import disruption_minutes_per_user
from pilotage.measure.measured import Measured
from pilotage.store.items import values
from pilotage.store.models import Engagement


def disruption_of(
    engagement: Engagement, found: Standing, wave: int, at: datetime | None = None
) -> Measured:
    """Return the minutes that a person of a wave lost."""
    people = sum(each["kinds"].get("user", 0) for each in found.waves if each["number"] == wave)
    events, pulses = (values(engagement, kind, at) for kind in ("disruption", "pulse"))
    return disruption_minutes_per_user(wave, people, events, pulses)


def coordination_of(found: Standing) -> tuple[Measured, Measured]:
    """Return the decision latency, and the time until an ask is acknowledged."""
    clock = Clock.of(found.agreed.migration.time_zone)
    asks = [each.value for each in found.handoffs]
    return decision_latency(found.agreed.decision, clock), acknowledgement_time(asks)
