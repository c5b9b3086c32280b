"""Whether a change belongs to the plan: signed, registered, or a step of a runbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

import polars as pl

from pilotage.assess.agreed.accounts import callings
from pilotage.assess.comparison.signatures import signed
from pilotage.facts.engagement import Engagement
from pilotage.facts.runbook import Gate, Runbook
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.table import UTC_TIME
from pilotage.facts.tables import GROUPS, MAILBOXES, USERS

CHECK = "comparison.changes_planned"
"""The check by whose id a change is signed; its subject is the table or an object."""

SPAN: dict[str, pl.DataType | type[pl.DataType]] = {
    "member": pl.String,
    "first": UTC_TIME,
    "last": UTC_TIME,
    "step": pl.String,
}


def with_plans(
    changes: pl.DataFrame,
    before: Snapshot,
    after: Snapshot,
    engagement: Engagement | None,
    runbooks: Sequence[Runbook],
) -> pl.DataFrame:
    """Return ``changes`` with ``planned``: what each belongs to, null where to nothing.

    ``changes`` has ``number``, ``table``, ``key``, ``column``, ``before``, ``after`` and ``at``.
    """
    called = _called(changes, before, after)
    ways = [
        _signed(called, changes, engagement, after.taken_at.date()),
        _registered(changes, callings(after.rows(USERS)), engagement, after.taken_at.date()),
        _stepped(changes, called, before.taken_at, after.taken_at, runbooks),
    ]
    said = pl.concat(ways).unique("number", keep="first", maintain_order=True)
    return changes.join(said, on="number", how="left")


def _called(changes: pl.DataFrame, before: Snapshot, after: Snapshot) -> pl.DataFrame:
    """Return ``number`` and ``called``: ids, names and addresses of the objects of each change."""
    parts = changes.select("number", called=pl.col("key").str.split(" / ")).explode("called")
    names = [
        snapshot.rows(table)
        .select(pl.col(table.key[0]).str.to_lowercase().alias("called"), pl.col(columns))
        .unpivot(index="called", variable_name="column", value_name="text")
        .select("called", name=pl.col("text").str.to_lowercase())
        for snapshot in (before, after)
        for table, columns in (
            (USERS, ["upn", "address", "name"]),
            (GROUPS, ["address", "name"]),
            (MAILBOXES, ["address", "name"]),
        )
    ]
    known = pl.concat(names).drop_nulls().unique()
    more = parts.join(known, on="called").select("number", called="name")
    return pl.concat([parts, more]).unique(maintain_order=True)


def _signed(
    called: pl.DataFrame, changes: pl.DataFrame, engagement: Engagement | None, today: date
) -> pl.DataFrame:
    said = signed(engagement, CHECK, today)
    of_all = said.filter(pl.col("subject") == "")
    tables = changes.select("number", called="table")
    ways = pl.concat([called, tables]).join(said, left_on="called", right_on="subject")
    whole = changes.select("number").join(of_all.select("says"), how="cross")
    return pl.concat([ways.select("number", "says"), whole]).rename({"says": "planned"})


def _registered(
    changes: pl.DataFrame, users: pl.DataFrame, engagement: Engagement | None, today: date
) -> pl.DataFrame:
    """Return exclusions added to a policy that are all registered, as long as they last."""
    registered = {
        name.strip().lower()
        for each in (engagement.exclusion if engagement else ())
        if each.expires_on is None or each.expires_on >= today
        for name in (*each.users, *each.groups, *each.applications)
    }
    ids = users.filter(pl.col("called").is_in(sorted(registered)))["user"].str.to_lowercase()
    excluded = changes.filter(
        pl.col("column").fill_null("").str.starts_with("exclude_"), pl.col("change") == "changed"
    )
    old, new = (
        pl.col(side).fill_null("").str.to_lowercase().str.split(", ").list.set_difference([""])
        for side in ("before", "after")
    )
    added = new.list.set_difference(old)
    fits = added.list.eval(pl.element().is_in(sorted({*registered, *ids}))).list.all()
    kept = excluded.filter(fits & (added.list.len() > 0))
    return kept.select("number", planned=pl.lit("registered as an exclusion"))


def _stepped(
    changes: pl.DataFrame,
    called: pl.DataFrame,
    since: datetime,
    until: datetime,
    runbooks: Sequence[Runbook],
) -> pl.DataFrame:
    """Return changes of people who move, in a step of their wave.

    Without an audit entry the time is not known; then the step must lie between the readings.
    """
    rows = [row for runbook in runbooks for row in _spans(runbook)]
    spans = pl.DataFrame(rows, schema=SPAN, orient="row")
    theirs = called.join(spans, left_on="called", right_on="member").join(
        changes.select("number", "at"), on="number"
    )
    within = pl.col("at").is_between(pl.col("first"), pl.col("last"))
    between = (pl.col("first") >= since) & (pl.col("last") <= until)
    fits = pl.when(pl.col("at").is_null()).then(between).otherwise(within)
    latest = theirs.filter(fits).sort("number", "first", descending=[False, True])
    return latest.unique("number", keep="first", maintain_order=True).select(
        "number", planned="step"
    )


def _spans(runbook: Runbook) -> Iterator[tuple[str, datetime, datetime, str]]:
    """Yield when each member may be changed by each step of a runbook."""
    if runbook.window is None:
        return
    for item in runbook.items:
        if not isinstance(item, Gate):
            first = runbook.window[0] + item.starts
            for member in runbook.members:
                yield member.lower(), first, first + item.lasts, f"{runbook.title}: {item.title}"
