"""Every department that moves said in the last 60 days what the move does to it.

Why     IT knows systems; the department knows the month end, the shift change and the one
        spreadsheet. What it did not say is what stops on Monday.
Fix     Each department head reads the impact line of the department, corrects it, and the lead
        writes impact and confirmed_on under [[department]] of engagement.toml.
Source  https://thechangecompass.com/tag/change-impact-assessment/
"""

from collections.abc import Iterator
from datetime import date

import polars as pl

from pilotage.assess import migration_check
from pilotage.assess.agreed.accounts import NO_DEPARTMENT, departments
from pilotage.assess.agreed.entries import agreed, each_fault, holds, listing
from pilotage.assess.agreed.spans import fresh, told
from pilotage.facts.engagement import Department
from pilotage.facts.finding import Area, Finding, Severity, failed
from pilotage.facts.situation import Situation
from pilotage.facts.tables import USERS

DAYS = 60


@migration_check(
    "alignment.departments_confirmed",
    area=Area.ALIGNMENT,
    severity=Severity.MEDIUM,
    source=[USERS.needs("department")],
)
def departments_confirmed(situation: Situation) -> Iterator[Finding]:
    """Yield one finding per unconfirmed department, one for all that the file leaves out."""
    assert situation.source is not None
    engagement, today = agreed(situation), situation.now.date()
    faults = each_fault(
        engagement.department, lambda each: each.name, lambda each: _unconfirmed(each, today)
    )
    listed = [each.name.strip().lower() for each in engagement.department]
    left_out = departments(situation.source).filter(
        pl.col("department") != NO_DEPARTMENT,
        ~pl.col("department").str.to_lowercase().is_in(listed),
    )
    if not left_out.is_empty():
        says = f"The engagement file leaves out {listing(left_out['department'])}."
        faults.append(failed("departments left out", says, left_out))
    yield from faults
    if not faults:
        says = f"All {len(listed)} departments confirmed their impact in the last {DAYS} days."
        yield holds(engagement.migration.name, says, engagement.department)


def _unconfirmed(department: Department, today: date) -> str:
    if not department.impact.strip():
        return f"{department.name} has not said what the move does to it."
    if department.confirmed_on is None:
        return f"{department.head or 'The head'} of {department.name} has not confirmed its impact."
    if not fresh(department.confirmed_on, today, DAYS):
        day = told(department.confirmed_on)
        return f"{department.name} confirmed its impact on {day}, not in the last {DAYS} days."
    return ""
