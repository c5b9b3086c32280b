"""Whoever manages a calendar moves in the same wave as its owner."""

import polars as pl

from pilotage.assess.waves import item
from pilotage.assess.waves.apart import apart
from pilotage.assess.waves.crossing import Crossing
from pilotage.facts.tables import CALENDAR_DELEGATES


@item("calendar_delegates", order=14, source=[CALENDAR_DELEGATES])
def calendar_delegates(who: Crossing) -> pl.DataFrame:
    """Judge delegates, groups too; invitations go astray while the two are apart."""
    return apart(who, who.source[CALENDAR_DELEGATES], "delegate", "calendar")
