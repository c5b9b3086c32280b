"""The business case says why, what gets better, until when, and what being late costs.

Why     Without a reason and outcomes that people share, every conflict over scope, date or money
        is decided by whoever is loudest, and nobody can say afterwards whether it was worth it.
Fix     The executive sponsor writes driver, three outcomes, deadline, deadline_reason and
        missing_it_costs (money per week of delay) under [migration] in engagement.toml.
Source  https://learn.microsoft.com/azure/cloud-adoption-framework/strategy/
"""

from collections.abc import Iterator

from pilotage.assess import migration_check
from pilotage.assess.agreed.entries import agreed, holds, lacks
from pilotage.facts.engagement import Migration
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.situation import Situation

OUTCOMES = 3


@migration_check("alignment.business_case_stated", area=Area.ALIGNMENT, severity=Severity.HIGH)
def business_case_stated(situation: Situation) -> Iterator[Finding]:
    """Yield one finding that names what the business case leaves open."""
    migration = agreed(situation).migration
    if gaps := list(_gaps(migration)):
        says = f"The business case does not say {'; '.join(gaps)}."
        yield lacks(migration.name, says, [migration])
    else:
        says = f"Driver, {len(migration.outcomes)} outcomes, deadline and cost of delay are stated."
        yield holds(migration.name, says, [migration])


def _gaps(migration: Migration) -> Iterator[str]:
    if not migration.driver.strip():
        yield "why it happens (driver)"
    stated = sum(1 for outcome in migration.outcomes if outcome.strip())
    if stated < OUTCOMES:
        yield f"what is better afterwards ({stated} of {OUTCOMES} outcomes)"
    if migration.deadline is None:
        yield "until when (deadline)"
    if migration.missing_it_costs is None:
        yield "what a week of delay costs (missing_it_costs)"
