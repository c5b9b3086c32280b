"""Between two and eight people are Global Administrators.

Why     One is a lock-out waiting to happen; more than eight is a role that nobody watches. A
        migration adds some and forgets to take them back.
Fix     Give finer roles to those who do not need it, and remove what was given for the move. Keep
        two emergency accounts.
Source  https://learn.microsoft.com/entra/identity/role-based-access-control/best-practices
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import check
from pilotage.assess.judgement import naming
from pilotage.assess.roles.administrators import administrators
from pilotage.facts.finding import Area, Finding, Severity, failed, not_assessed, passed
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import ROLE_ASSIGNMENTS

FEWEST, MOST = 2, 8
"""https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/aad.md#msaad71v1"""


@check(
    "access.global_admins_counted",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    needs=[ROLE_ASSIGNMENTS.needs("role", "principal")],
    frameworks=["MS.AAD.7.1v1"],
)
def global_admins_counted(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding; standing and eligible people count, also through groups."""
    everyone, gap = administrators(snapshot)
    people = everyone.filter(pl.col("chief"))
    count = people["principal"].n_unique()
    holds = (
        "1 person is Global Administrator"
        if count == 1
        else f"{count} people are Global Administrators"
    )
    says = f"{holds}: {naming(people, 'upn', 'name', 'principal')}."
    if count > MOST:
        yield failed(snapshot.tenant, says, people)
    elif gap:
        yield not_assessed(snapshot.tenant, gap)
    elif count < FEWEST:
        yield failed(snapshot.tenant, says if count else "Nobody is Global Administrator.", people)
    else:
        yield passed(snapshot.tenant, says, people)
