"""The person still gets in once the report-only policies of the target are enforced."""

import polars as pl

from pilotage.assess.coverage.lockout import REPORT_ONLY
from pilotage.assess.waves import item
from pilotage.assess.waves.crossing import Crossing
from pilotage.assess.waves.locked_out import locked_out
from pilotage.facts.tables import CONDITIONAL_ACCESS_POLICIES, IDENTITY_MAP, USERS


@item(
    "report_only",
    order=9,
    source=[IDENTITY_MAP],
    target=[USERS, CONDITIONAL_ACCESS_POLICIES],
)
def report_only(who: Crossing) -> pl.DataFrame:
    """Judge by the lock-out simulation with the report-only policies enforced as well."""
    wrong = "once enforced, report-only policies lock out of"
    return locked_out(who, REPORT_ONLY, wrong, "no report-only policy would lock out")
