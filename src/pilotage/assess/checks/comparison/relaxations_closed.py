"""Every exception that was opened for the move is closed by its end.

Why     An exclusion from MFA for the night of the move is still there a year later. Whoever finds
        it needs a password only.
Fix     The security lead removes the account, group or application from the exclusions of each
        policy in the evidence, then its entry from engagement.toml.
Source  Pilotage practice: an exception has an owner, a reason and an end
"""

from collections.abc import Iterator
from datetime import date

import polars as pl

from pilotage.assess import migration_check
from pilotage.assess.agreed.entries import agreed
from pilotage.assess.agreed.spans import told
from pilotage.assess.comparison.relaxations import excluded, registered
from pilotage.assess.judgement import naming
from pilotage.facts.finding import Area, Finding, Severity, failed, not_assessed, passed
from pilotage.facts.situation import Situation
from pilotage.facts.tables import CONDITIONAL_ACCESS_POLICIES as POLICIES

LISTS = ("exclude_users", "exclude_groups", "exclude_applications")


@migration_check("comparison.relaxations_closed", area=Area.IDENTITY, severity=Severity.HIGH)
def relaxations_closed(situation: Situation) -> Iterator[Finding]:
    """Yield one finding: the exceptions past their end, or those that are open and in time.

    Entries of the engagement file with an end are such exceptions; those without one are kept
    on purpose, such as emergency access.
    """
    name, today = agreed(situation).migration.name, situation.now.date()
    gaps = [
        f"{each.side}: {gap}"
        for each in situation.snapshots()
        if (gap := each.missing(POLICIES.needs("state", *LISTS)))
    ]
    if gaps or not any(situation.snapshots()):
        yield not_assessed(name, "; ".join(gaps) or "no environment was read")
        return
    there = pl.concat(excluded(each) for each in situation.snapshots())
    open_ = there.join(registered(agreed(situation)), on="called")
    open_ = open_.unique(["side", "policy", "object"], keep="first", maintain_order=True)
    yield _judged(name, open_.sort("expires_on", "side", "policy", "object"), today)


def _judged(name: str, open_: pl.DataFrame, today: date) -> Finding:
    late = open_.filter(pl.col("expires_on") < today)
    if not late.is_empty():
        says = f"{late.height} exceptions are still open past their end: {naming(late, 'called')}."
        return failed(name, says, late)
    if open_.is_empty():
        return passed(name, "No exception with an end is open.", open_)
    says = f"{open_.height} exceptions are open, the first until {told(open_['expires_on'][0])}: "
    return passed(name, f"{says}{naming(open_, 'called')}.", open_)
