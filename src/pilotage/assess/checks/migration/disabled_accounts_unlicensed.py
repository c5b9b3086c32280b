"""No account that may not sign in holds a licence that would be bought again.

Why     Licences are counted for the target as they are used in the source. Those of people who
        left are paid for twice during the overlap and once for ever after.
Fix     The engineer takes the licences away before the order is placed; a mailbox that must stay
        becomes a shared one first.
Source  https://learn.microsoft.com/microsoft-365/admin/add-users/remove-former-employee
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import migration_check
from pilotage.assess.agreed.accounts import PEOPLE_MOVE
from pilotage.assess.agreed.entries import agreed
from pilotage.assess.judgement import naming
from pilotage.facts.finding import Area, Finding, Severity, failed, passed
from pilotage.facts.situation import Situation
from pilotage.facts.tables import LICENCES_ASSIGNED, USERS


@migration_check(
    "migration.disabled_accounts_unlicensed",
    area=Area.IDENTITY,
    severity=Severity.MEDIUM,
    source=[USERS.needs("enabled"), LICENCES_ASSIGNED],
    kinds=PEOPLE_MOVE,
)
def disabled_accounts_unlicensed(situation: Situation) -> Iterator[Finding]:
    """Yield one finding with the disabled accounts and their licences."""
    assert situation.source is not None
    name = agreed(situation).migration.name
    held = situation.source[LICENCES_ASSIGNED].select("user", "sku")
    idle = situation.source[USERS].filter(~pl.col("enabled")).select("user", "upn", "name")
    wrong = idle.join(held, on="user").sort("user", "sku")
    if wrong.is_empty():
        says = f"None of {idle.height} disabled accounts holds a licence."
        yield passed(name, says, idle)
    else:
        who = wrong["user"].n_unique()
        says = (
            f"{who} disabled accounts hold {wrong.height} licences: {naming(wrong, 'upn', 'user')}."
        )
        yield failed(name, says, wrong)
