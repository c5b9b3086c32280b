"""Nobody is their own manager, not even over several steps.

Why     Waves follow teams, and approvals and escalations walk up the line. A circle never ends, so
        the plan cannot say who leads whom.
Fix     Correct the manager of one person in the circle in the directory or at HR.
Source  https://learn.microsoft.com/graph/api/user-list-manager
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import check
from pilotage.assess.judgement import naming
from pilotage.assess.nesting import circling
from pilotage.facts.finding import Area, Finding, Severity, failed, passed
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import USERS


@check(
    "identity.managers_acyclic",
    area=Area.DEPENDENCIES,
    severity=Severity.MEDIUM,
    needs=[USERS.needs("manager")],
)
def managers_acyclic(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding; its evidence holds everyone inside a circle."""
    led = snapshot[USERS].select("user", "upn", "name", "manager")
    round_and_round = circling(led, "user", "manager")
    caught = led.filter(pl.col("user").is_in(round_and_round.implode()))
    if caught.is_empty():
        says = f"The managers of {led['manager'].count()} people form no circle."
        yield passed(snapshot.tenant, says, led.drop_nulls("manager"))
        return
    names = naming(caught, "upn", "user")
    says = f"{caught.height} of {led.height} people are above themselves: {names}."
    yield failed(snapshot.tenant, says, caught)
