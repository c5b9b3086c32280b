"""No group contains itself, not even over several steps.

Why     Tools that resolve nested groups run forever or give up on a circle, and nobody can say who
        really has access.
Fix     Take one nested group out of the circle; ask the owners which was meant to be inside.
Source  https://learn.microsoft.com/windows-server/identity/ad-ds/manage/understand-security-groups
"""

from collections.abc import Iterator

from pilotage.assess import check
from pilotage.assess.judgement import naming
from pilotage.assess.nesting import circles
from pilotage.facts.finding import Area, Finding, Severity, failed, passed
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import GROUPS, MEMBERSHIPS


@check(
    "access.groups_acyclic",
    area=Area.IDENTITY,
    severity=Severity.MEDIUM,
    needs=[MEMBERSHIPS],
)
def groups_acyclic(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding; its evidence numbers the circles and names the groups in each."""
    memberships = snapshot[MEMBERSHIPS]
    names = snapshot.rows(GROUPS).select("group", "name")
    caught = circles(memberships).join(names, on="group", how="left", maintain_order="left")
    count = memberships["group"].n_unique()
    if caught.is_empty():
        yield passed(snapshot.tenant, f"None of {count} groups contains itself.", names)
        return
    names_of = naming(caught, "name", "group")
    says = f"{caught.height} of {count} groups contain themselves: {names_of}."
    yield failed(snapshot.tenant, says, caught)
