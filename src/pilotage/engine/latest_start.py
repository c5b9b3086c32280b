"""The latest start of each phase of a migration, from its hard date and its plan."""

from __future__ import annotations

from datetime import datetime

import numpy as np

from pilotage.coordinate.latest_start import LatestStart, latest_starts
from pilotage.engine.status import Standing
from pilotage.engine.timeline import wave_days
from pilotage.facts.clock import Clock
from pilotage.facts.errors import NotKnown
from pilotage.store.items import values
from pilotage.store.models import Engagement

BEFORE_PILOT = ("start", "assess", "design", "pilot")


def latest_starts_of(
    engagement: Engagement, found: Standing, now: datetime
) -> tuple[LatestStart, ...]:
    """Return each phase with its latest start; waves last as long as the plan says.

    Raises:
        NotKnown: there is no hard date to run backward from.
    """
    deadline = found.agreed.migration.deadline
    if deadline is None:
        raise NotKnown(f"{engagement} has no hard date, so no phase has a latest start")
    today = Clock.of(found.agreed.migration.time_zone).local(now).date()
    waves = list(wave_days(found))
    later = waves[1:] or waves
    lasts, begun = {}, set()
    if later:
        lasts["waves"] = max(1, int(np.busday_count(later[0].first, later[-1].last)))
    if waves and waves[0].first <= today:
        begun |= set(BEFORE_PILOT)
    if later and later[0].first <= today:
        begun |= {"waves", "stabilise"}
    return latest_starts(deadline, today, lasts, begun, values(engagement, "phase"))
