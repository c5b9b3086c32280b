"""Whoever opens or sends from each other's mailbox moves in the same wave."""

import polars as pl

from pilotage.assess.waves import item
from pilotage.assess.waves.apart import apart
from pilotage.assess.waves.crossing import Crossing
from pilotage.facts.tables import MAILBOX_PERMISSIONS


@item("mailbox_rights", order=13, source=[MAILBOX_PERMISSIONS])
def mailbox_rights(who: Crossing) -> pl.DataFrame:
    """Judge rights between people; rights do not work across tenants."""
    return apart(who, who.source[MAILBOX_PERMISSIONS], "trustee", "mailbox")
