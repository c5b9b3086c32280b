"""Whatever access somebody gained by the move, somebody has explained.

Why     Groups are flattened, names collide and defaults are wider, so people see in the target
        what they never saw before. Nobody complains about a right too many.
Fix     The security lead takes the right away in the target, or the owner of the data signs in
        engagement.toml that it is wanted: an attestation with this check and the object.
Source  Pilotage practice: who could not do something before cannot do it after, or somebody signed
"""

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from pilotage.assess import migration_check
from pilotage.assess.agreed.accounts import PEOPLE_MOVE
from pilotage.assess.agreed.entries import agreed
from pilotage.assess.comparison.access import GAINED
from pilotage.assess.comparison.moved import access_of, naming_gaps, naming_rights
from pilotage.facts.finding import Area, Basis, Finding, Severity, failed, not_assessed, passed
from pilotage.facts.situation import Situation
from pilotage.facts.tables import USERS


@migration_check(
    GAINED,
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    source=[USERS],
    target=[USERS],
    kinds=PEOPLE_MOVE,
)
def access_gained_explained(situation: Situation) -> Iterator[Finding]:
    """Yield one finding: the rights that came with the move, and that nobody explained."""
    name, access = agreed(situation).migration.name, access_of(situation)
    wrong = access.gained.filter(pl.col("explained").is_null())
    if not wrong.is_empty():
        says = f"{wrong.height:,} rights were gained by the move: {naming_rights(wrong)}."
        yield replace(failed(name, says, wrong), basis=Basis.COMPUTED)
    elif access.unknown:
        yield not_assessed(name, naming_gaps(access))
    else:
        says = f"Nobody gained a right beyond {access.before:,} without an explanation."
        yield replace(passed(name, says, access.gained), basis=Basis.COMPUTED)
