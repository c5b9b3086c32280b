"""Groups are nested no more than three levels deep.

Why     Who is inside a group five levels down is known to nobody, the owner included. Movers and
        other tools stop after a level or two, so a part of the people loses its access unseen.
Fix     Put the people of the lowest groups into the one that gives the access, with its owner,
        and delete the levels that only pass people on. Do it before the move, not during it.
Source  https://learn.microsoft.com/entra/identity/users/directory-service-limits-restrictions
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import check
from pilotage.assess.judgement import naming
from pilotage.assess.nesting import depths
from pilotage.facts.finding import Area, Finding, Severity, failed, passed
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import GROUPS, MEMBERSHIPS

DEEPEST = 3
"""People in role groups, those in groups of several domains, those in groups that give the right:
Active Directory's own advice needs two levels of groups in a group; one more is let pass.
https://learn.microsoft.com/windows-server/identity/ad-ds/manage/understand-security-groups"""


@check(
    "access.nesting_shallow",
    area=Area.IDENTITY,
    severity=Severity.LOW,
    needs=[MEMBERSHIPS],
)
def nesting_shallow(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding; its evidence holds each group that is too deep and the one below it."""
    names = snapshot.rows(GROUPS).select("group", "name")
    nested = depths(snapshot[MEMBERSHIPS])
    deepest = max(nested["depth"], default=0)
    deep = (
        nested.filter(pl.col("depth") > DEEPEST)
        .join(names, on="group", how="left")
        .join(names.select(below="group", below_name="name"), on="below", how="left")
        .sort(pl.col("depth"), "group", descending=[True, False])
    )
    if deep.is_empty():
        says = f"No group holds more than {DEEPEST} levels of groups; the deepest holds {deepest}."
        yield passed(snapshot.tenant, says, nested)
        return
    says = f"Groups with over {DEEPEST} levels of groups inside ({deep.height}), up to {deepest}: "
    yield failed(snapshot.tenant, f"{says}{naming(deep, 'name', 'group')}.", deep)
