"""Whatever access somebody lost by the move, somebody has explained.

Why     A right that was not carried over shows on Monday, when the order desk cannot open its
        mailbox. It is found one ticket at a time, by the people who have the least time.
Fix     The migration engineer gives the right again in the target, or the owner of the data signs
        in engagement.toml that it ended: an attestation with this check and the object.
Source  Pilotage practice: who could do something before can do it after, or somebody signed
"""

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from pilotage.assess import migration_check
from pilotage.assess.agreed.accounts import PEOPLE_MOVE
from pilotage.assess.agreed.entries import agreed
from pilotage.assess.comparison.access import LOST
from pilotage.assess.comparison.moved import access_of, naming_gaps, naming_rights, waiting
from pilotage.facts.finding import Area, Basis, Finding, Severity, failed, not_assessed, passed
from pilotage.facts.situation import Situation
from pilotage.facts.tables import USERS


@migration_check(
    LOST,
    area=Area.CONTINUITY,
    severity=Severity.HIGH,
    source=[USERS],
    target=[USERS],
    kinds=PEOPLE_MOVE,
)
def access_lost_explained(situation: Situation) -> Iterator[Finding]:
    """Yield one finding: the rights that people who have moved lost, and nobody explained."""
    name, access = agreed(situation).migration.name, access_of(situation)
    open_ = access.lost.filter(pl.col("explained").is_null())
    still_here = pl.col("who").is_in(waiting(situation, access).implode())
    wrong, later = open_.filter(~still_here), open_.filter(still_here)
    if not wrong.is_empty():
        says = f"{wrong.height:,} of {access.before:,} rights were lost: {naming_rights(wrong)}."
        yield replace(failed(name, says, wrong), basis=Basis.COMPUTED)
    elif access.unknown:
        yield not_assessed(name, naming_gaps(access))
    elif not later.is_empty():
        who = later["who"].n_unique()
        yield not_assessed(name, f"{who:,} people have not moved yet")
    else:
        says = f"Nobody lost one of {access.before:,} rights without an explanation."
        yield replace(passed(name, says, access.lost), basis=Basis.COMPUTED)
