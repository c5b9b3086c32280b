"""The dates of a migration on one line, from what is agreed, planned and asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from pilotage.coordinate.timeline import Dated, WaveDays, timeline
from pilotage.engine.status import Standing, wave_name
from pilotage.facts.clock import Clock


def dates_of(found: Standing, now: datetime) -> tuple[Dated, ...]:
    """Return every date that anybody works towards, the earliest first."""
    clock = Clock.of(found.agreed.migration.time_zone)
    asks = [(each.key, each.value) for each in found.handoffs]
    return timeline(found.agreed, tuple(wave_days(found)), asks, clock.local(now).date())


def wave_days(found: Standing) -> Iterator[WaveDays]:
    """Yield the days of each wave that moves anybody, on the client's clock."""
    migration = found.agreed.migration
    clock = Clock.of(migration.time_zone)
    for wave in found.waves:
        title = wave_name(wave).removeprefix("the ").capitalize()
        people = wave["kinds"].get("user", 0)
        if wave["starts_at"]:
            first = clock.local(datetime.fromisoformat(wave["starts_at"])).date()
            last = clock.local(datetime.fromisoformat(wave["ends_at"] or wave["starts_at"])).date()
        else:
            first = last = migration.starts_on + timedelta(days=wave["day"])
        yield WaveDays(title, first, last, people, wave["number"])
