"""Every role that the migration needs has a person who said yes.

Why     A duty without a name is nobody's duty. It is found out at the hour it was needed.
Fix     The migration lead names a [[person]] for the role, asks, and writes accepted_on with the
        day of the yes. One person may hold several roles.
Source  https://learn.microsoft.com/azure/cloud-adoption-framework/organize/raci-alignment
"""

from collections.abc import Iterator

from pilotage.assess import migration_check
from pilotage.assess.agreed.entries import agreed, holds, lacks, listing
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.role import ROLES
from pilotage.facts.situation import Situation


@migration_check("alignment.roles_filled", area=Area.ALIGNMENT, severity=Severity.HIGH)
def roles_filled(situation: Situation) -> Iterator[Finding]:
    """Yield one finding per needed role that nobody accepted, or one PASSED for all."""
    engagement, today = agreed(situation), situation.now.date()
    needed = [role for role in ROLES.values() if role.needed]
    empty = False
    for role in needed:
        holders = engagement.holders(role.id)
        if any(each.accepted_on and each.accepted_on <= today for each in holders):
            continue
        empty = True
        if holders:
            named = listing(each.name for each in holders)
            says = f"{role.title}: {named} has not accepted yet."
        else:
            says = f"{role.title}: nobody is named. {role.duty}"
        yield lacks(role.title, says, holders)
    if not empty:
        says = f"All {len(needed)} needed roles have a person who accepted."
        yield holds(engagement.migration.name, says, engagement.person)
