"""Whoever opens or sends from a mailbox moves in the same wave as the mailbox."""

import polars as pl

from pilotage.assess.waves import item
from pilotage.assess.waves.apart import apart
from pilotage.assess.waves.crossing import Crossing
from pilotage.facts.tables import MAILBOX_PERMISSIONS, MAILBOXES


@item("mailbox_rights", order=13, source=[MAILBOX_PERMISSIONS, MAILBOXES.needs("kind")])
def mailbox_rights(who: Crossing) -> pl.DataFrame:
    """Judge rights in person and through groups; they do not work across tenants."""
    return apart(who, who.source[MAILBOX_PERMISSIONS], "trustee", "mailbox")
