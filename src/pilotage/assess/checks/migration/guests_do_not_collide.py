"""Nobody who moves is a guest of the target under the same address.

Why     The guest holds the address and the shared files of the person. The new account is refused,
        or the person ends up with two of everything and the rights on the wrong one.
Fix     The security lead converts the guest to a member and maps the person to it, or removes
        the guest after its rights were written down.
Source  https://learn.microsoft.com/entra/identity/users/convert-external-users-internal
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import migration_check
from pilotage.assess.agreed.accounts import PEOPLE_MOVE, people
from pilotage.assess.agreed.entries import agreed
from pilotage.assess.judgement import naming
from pilotage.facts.finding import Area, Finding, Severity, failed, passed
from pilotage.facts.situation import Situation
from pilotage.facts.tables import USERS


@migration_check(
    "migration.guests_do_not_collide",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    source=[USERS.needs("upn", "address", "enabled")],
    target=[USERS.needs("address", "kind")],
    kinds=PEOPLE_MOVE,
)
def guests_do_not_collide(situation: Situation) -> Iterator[Finding]:
    """Yield one finding with the people who are guests of the target."""
    assert situation.source is not None
    assert situation.target is not None
    name, moving = agreed(situation).migration.name, people(situation.source)
    callings = pl.concat([moving["upn"], moving["address"]]).drop_nulls().str.to_lowercase()
    guests = situation.target[USERS].filter(pl.col("kind") == "guest")
    both = guests.filter(pl.col("address").str.to_lowercase().is_in(callings.unique().implode()))
    if both.is_empty():
        says = f"None of {guests.height} guests of the target is somebody who moves."
        yield passed(name, says, guests.select("user", "upn", "address", "name"))
    else:
        says = f"{both.height} people who move are guests of the target: {naming(both, 'address')}."
        yield failed(name, says, both.select("user", "upn", "address", "name"))
