"""Every department with people in scope is the audience of a message.

Why     Whoever is in no audience finds out from a sign-in that fails. It is mostly the night
        shift, the warehouse and the people without a desk.
Fix     The migration lead adds a [[message]] whose audience is the department, or "all"; people
        without a department get one from their manager or are reached by "all".
Source  Pilotage practice, after https://www.gov.uk/service-manual/user-research/plan-user-research-for-your-service
        (start from everybody who is affected, not from those who are easy to reach)
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import migration_check
from pilotage.assess.agreed.accounts import departments
from pilotage.assess.agreed.audiences import is_for_all
from pilotage.assess.agreed.entries import agreed, listing
from pilotage.facts.finding import Area, Finding, Severity, failed, passed
from pilotage.facts.situation import Situation
from pilotage.facts.tables import USERS


@migration_check(
    "communication.audiences_complete",
    area=Area.COMMUNICATION,
    severity=Severity.HIGH,
    source=[USERS.needs("department")],
)
def audiences_complete(situation: Situation) -> Iterator[Finding]:
    """Yield one finding with the departments that no message is for."""
    assert situation.source is not None
    engagement = agreed(situation)
    name, scope = engagement.migration.name, departments(situation.source)
    if any(is_for_all(message) for message in engagement.message):
        yield passed(name, f"Messages to everybody reach all {scope.height} departments.", scope)
        return
    told = [message.audience.strip().lower() for message in engagement.message]
    silent = scope.filter(~pl.col("department").str.to_lowercase().is_in(told))
    if silent.is_empty():
        yield passed(name, f"All {scope.height} departments are the audience of a message.", scope)
    else:
        says = (
            f"No message is for {silent['people'].sum()} people of {silent.height} departments: "
            f"{listing(silent['department'])}."
        )
        yield failed(name, says, silent)
