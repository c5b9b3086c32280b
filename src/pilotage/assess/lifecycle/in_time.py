"""From durations to one finding that says how long it took, in the middle and at worst."""

from __future__ import annotations

from dataclasses import dataclass, replace

import polars as pl

from pilotage.assess.agreed.spans import told
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Finding, not_assessed
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import DIRECTORY_AUDITS

WORKING_DAY = 24.0
"""Hours of Monday to Friday that making or closing an account may take. The number is ours: an
account that is ready, or closed, by the same hour of the next working day. Public standards ask
each organisation to set its own (NIST SP 800-53 Rev. 5, AC-2 and PS-4)."""


@dataclass(frozen=True)
class Says:
    """How the finding speaks: what was done to the accounts, and until what it took."""

    done: str
    until: str
    waiting: str


def in_time(snapshot: Snapshot, rows: pl.DataFrame, says: Says) -> Finding:
    """Return one finding about ``rows`` of DURATION; none at all is unknown, not a pass.

    The directory keeps its log for 30 days at most, so the finding says which days it covers.
    """
    span = snapshot[DIRECTORY_AUDITS].select(first=pl.col("at").min(), last=pl.col("at").max())
    first, last = span.row(0)
    if first is None:
        return not_assessed(snapshot.tenant, "the audit log holds no entry")
    covered = f"{told(first.date())} to {told(last.date())}"
    if rows.is_empty():
        why = f"no account was {says.done} in the days that the log covers, {covered}"
        return not_assessed(snapshot.tenant, why)
    words = Words(
        things=f"accounts {says.done}",
        wrong=f"took longer than one working day until they were {says.until}",
        right=f"were {says.until} within one working day",
        unsure="came without saying how long it took",
        name=("upn", "user"),
    )
    finding = conclude(snapshot.tenant, rows, pl.col("weekday_hours") > WORKING_DAY, words)
    return replace(finding, says=f"{finding.says} {_spread(rows, says)} The log covers {covered}.")


def _spread(rows: pl.DataFrame, says: Says) -> str:
    """Return the median and the worst of what is known, and how many still wait."""
    known = rows.drop_nulls("hours").sort("hours", "user", descending=[True, False])
    if known.is_empty():
        return "None of them has a known time."
    median, worst = known.select(m=pl.col("hours").median(), w=pl.col("hours").max()).row(0)
    slowest = known.select(pl.coalesce("upn", "user")).item(0, 0)
    open_ones = known["done_at"].null_count()
    so_far = f" Of them {says.waiting}: {open_ones}, counted with the time so far."
    text = f"The median of {known.height} is {median:,.1f} hours, the worst {worst:,.1f} hours"
    return f"{text} ({slowest})." + (so_far if open_ones else "")
