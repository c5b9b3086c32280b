"""At least as many administrators hold a finer role as hold Global Administrator.

Why     A Global Administrator can do everything, also what nobody asked for. Most work needs one of
        the finer roles, and a stolen account then opens one door only.
Fix     Give each Global Administrator the finest role that does the work, and take the great one
        away, until no more people hold it than hold the other highly privileged roles.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/aad.md#msaad72v1
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import check
from pilotage.assess.roles.administrators import administrators
from pilotage.facts.finding import Area, Finding, Severity, failed, not_assessed, passed
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import ROLE_ASSIGNMENTS


@check(
    "access.roles_finer_than_global",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    needs=[ROLE_ASSIGNMENTS.needs("role", "principal")],
    frameworks=["MS.AAD.7.2v1"],
)
def roles_finer_than_global(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding; who holds both counts as Global Administrator, and everyone once."""
    rows, gap = administrators(snapshot)
    people = rows.group_by("principal", maintain_order=True).agg(
        pl.col("upn", "name").first(), pl.col("role_name"), pl.col("chief").any()
    )
    chiefs = int(people["chief"].sum())
    others = people.height - chiefs
    says = f"{chiefs} people are Global Administrators, {others} hold finer roles only"
    if gap:
        yield not_assessed(snapshot.tenant, gap)
    elif others and chiefs <= others:
        yield passed(snapshot.tenant, f"{says}.", people)
    else:
        yield failed(snapshot.tenant, f"{says}; there should be at least as many.", people)
