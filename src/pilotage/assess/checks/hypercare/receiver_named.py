"""A receiving team is named, has said yes, and is not the project itself.

Why     A project ends. What it leaves to itself is left to nobody, and the tickets of month two
        go to people who have gone.
Fix     The executive sponsor names who runs the service afterwards as a [[person]] with the role
        receiver, somebody else than lead and engineer; the person accepts.
Source  https://sre.google/sre-book/evolving-sre-engagement-model/
"""

from collections.abc import Iterator

from pilotage.assess import migration_check
from pilotage.assess.agreed.entries import agreed, holds, lacks, listing
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.situation import Situation

PROJECT = {"lead", "engineer"}


@migration_check("hypercare.receiver_named", area=Area.HYPERCARE, severity=Severity.MEDIUM)
def receiver_named(situation: Situation) -> Iterator[Finding]:
    """Yield one finding about who takes over."""
    engagement, today = agreed(situation), situation.now.date()
    name, receivers = engagement.migration.name, engagement.holders("receiver")
    outside = [each for each in receivers if not PROJECT & set(each.roles)]
    ready = [each for each in outside if each.accepted_on and each.accepted_on <= today]
    named = listing(each.name for each in outside or receivers)
    if not receivers:
        yield lacks(name, "Nobody is named to receive the service after the move.")
    elif not outside:
        yield lacks(name, f"{named} would hand over to themselves.", receivers)
    elif not ready:
        yield lacks(name, f"{named} has not accepted to receive the service.", outside)
    else:
        yield holds(name, f"{listing(each.name for each in ready)} will take over.", ready)
