"""Everybody who moves and has a managed device has one in the target, too.

Why     The target lets managed devices in. Whoever owns one that is enrolled in the source only
        sits before a laptop that opens nothing on the first morning.
Fix     The engineer enrols a device of each person in the evidence in the target during the wave,
        or lends one that is.
Source  https://learn.microsoft.com/mem/intune/enrollment/
"""

from collections.abc import Iterator

from pilotage.assess import migration_check
from pilotage.assess.agreed.accounts import PEOPLE_MOVE, mapped, people
from pilotage.assess.agreed.entries import agreed
from pilotage.assess.agreed.spans import windows_ahead
from pilotage.assess.judgement import naming
from pilotage.facts.finding import Area, Finding, Severity, failed, not_assessed, passed
from pilotage.facts.situation import Situation
from pilotage.facts.tables import DEVICES, IDENTITY_MAP, USERS


@migration_check(
    "migration.devices_enrolled_in_target",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    source=[USERS.needs("enabled"), IDENTITY_MAP, DEVICES.needs("owner", "managed")],
    target=[USERS, DEVICES.needs("owner", "managed")],
    kinds=PEOPLE_MOVE,
)
def devices_enrolled_in_target(situation: Situation) -> Iterator[Finding]:
    """Yield one finding; while windows are ahead, devices may still follow and it is open."""
    assert situation.source is not None
    assert situation.target is not None
    engagement = agreed(situation)
    name = engagement.migration.name
    ready = situation.target[DEVICES].filter("managed").select(target_id="owner").drop_nulls()
    rows = mapped(situation.source, situation.target).select("target_id", user="source_user")
    theirs = situation.source[DEVICES].filter("managed").select("device", "os", user="owner")
    moving = (
        people(situation.source)
        .select("user", "upn")
        .join(theirs, on="user")
        .join(rows, on="user", how="left")
        .sort("user", "device")
    )
    without = moving.join(ready, on="target_id", how="anti", maintain_order="left")
    who = without["user"].n_unique()
    if without.is_empty():
        says = "Everybody who moves and has a managed device has one in the target."
        yield passed(name, says, moving)
    elif windows_ahead(engagement, situation.now):
        yield not_assessed(name, f"{who} people have no managed device in the target yet")
    else:
        says = f"{who} people have no managed device in the target: {naming(without, 'upn')}."
        yield failed(name, says, without)
