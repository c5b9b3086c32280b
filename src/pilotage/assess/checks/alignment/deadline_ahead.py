"""The deadline lies ahead, after the start.

Why     A plan against a date that has passed is a plan against nothing: everybody works, and
        nobody can say whether it is late.
Fix     The executive sponsor and the owner of the date agree on a new deadline, and the lead
        writes it and starts_on under [migration] of engagement.toml.
Source  Pilotage practice: slack is counted in days to the deadline, so the date must be real.
"""

from collections.abc import Iterator

from pilotage.assess import migration_check
from pilotage.assess.agreed.entries import agreed, holds, lacks
from pilotage.assess.agreed.spans import told
from pilotage.facts.finding import Area, Finding, Severity, not_assessed
from pilotage.facts.situation import Situation


@migration_check(
    "alignment.deadline_ahead", area=Area.ALIGNMENT, severity=Severity.HIGH, attest_days=90
)
def deadline_ahead(situation: Situation) -> Iterator[Finding]:
    """Yield one finding about the deadline, seen from today and from the start."""
    migration, today = agreed(situation).migration, situation.now.date()
    if migration.deadline is None:
        yield not_assessed(migration.name, "the engagement gives no deadline")
        return
    left = (migration.deadline - today).days
    day = told(migration.deadline)
    if left < 0:
        says = f"The deadline was {day}, {-left} days ago."
        yield lacks(migration.name, says, [migration])
    elif migration.starts_on > migration.deadline:
        says = f"The start, {told(migration.starts_on)}, is after the deadline, {day}."
        yield lacks(migration.name, says, [migration])
    else:
        yield holds(migration.name, f"The deadline is {day}, {left} days ahead.", [migration])
