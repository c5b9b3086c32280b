"""What changed in one environment between two readings, by whom, and whether it was planned."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import polars as pl

from pilotage.assess.comparison.authors import with_authors
from pilotage.assess.comparison.planned import with_plans
from pilotage.facts.difference import Difference, differences
from pilotage.facts.engagement import Engagement
from pilotage.facts.runbook import Runbook
from pilotage.facts.settings_difference import CHANGE_SCHEMA
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.table import UTC_TIME, Table

LOGS = (
    *("directory_audits", "mail_traffic", "mailbox_folders", "mailbox_sizes"),
    *("network_measurements", "sign_ins"),
)
"""Tables of what happened; they are never the same twice, and nobody changes them."""

MEASURED = frozenset(
    {
        *("last_sign_in_at", "last_success_at", "last_active_at", "last_seen_at", "last_at"),
        *("updated_at", "modified_at", "read_at", "measured_at", "backed_up_at"),
        *("password_changed_at", "last_modified_at", "deleted_bytes", "largest_file_bytes"),
        *("size_bytes", "item_count", "file_count", "count", "days", "items"),
        *("messages", "channels", "private_channels", "guests", "assigned", "ttl_seconds"),
        *("folder_count", "link_count", "open_count"),
        *("depth", "longest_path", "longest_example", "refused_names", "refused_example"),
        *("unreadable", "down_mbps", "up_mbps", "busy_percent", "os_version", "is_admin"),
    }
)
"""Columns that move by themselves while people work."""

CHANGE = {
    "table": pl.String,
    **CHANGE_SCHEMA,
    "by": pl.String,
    "at": UTC_TIME,
    "activity": pl.String,
    "planned": pl.String,
}
"""Columns of ``Drift.changes``. ``by``, ``at`` and ``activity`` are null where no audit entry
tells them; ``planned`` says what it belongs to, null where it belongs to nothing."""


@dataclass(frozen=True)
class Drift:
    """Every change, in ``CHANGE``, and the tables as they differ or cannot be compared."""

    changes: pl.DataFrame
    tables: tuple[Difference, ...]

    @property
    def unplanned(self) -> pl.DataFrame:
        """Return the changes that belong to no plan."""
        return self.changes.filter(pl.col("planned").is_null())


def steady(table: Table) -> Collection[str]:
    """Return the columns that somebody decided; none of a log.

    Measurements and display names are left out: they change and nothing drifts.
    """
    if table.name in LOGS:
        return ()
    return [
        name
        for name in table.columns
        if name in table.key or not (name in MEASURED or name == "name" or name.endswith("_name"))
    ]


def drift(
    before: Snapshot,
    after: Snapshot,
    engagement: Engagement | None = None,
    runbooks: Sequence[Runbook] = (),
) -> Drift:
    """Return what drifted between two readings of one environment.

    Who did it comes from the audit entries of ``after``. Planned is what a signature, a
    registered exclusion or the step of a runbook covers.
    """
    tables = tuple(differences(before, after, steady))
    found = [
        each.changes.select(pl.lit(each.table).alias("table"), *CHANGE_SCHEMA) for each in tables
    ]
    empty = pl.DataFrame(schema={"table": pl.String, **CHANGE_SCHEMA})
    changes = pl.concat([empty, *found]).with_row_index("number")
    told = with_authors(changes, before, after)
    planned = with_plans(told, before, after, engagement, runbooks)
    return Drift(planned.sort("number").select(*CHANGE), tables)
