"""Which object hangs on which other object, how strongly, and because of what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

DEPENDENCY_SCHEMA: dict[str, type[pl.DataType]] = {
    "dependent": pl.String,
    "needs": pl.String,
    "weight": pl.Float64,
    "rule": pl.String,
    "because": pl.String,
    "order": pl.Boolean,
}
"""Columns of ``DependencyGraph.edges``: two unit ids, a weight over 0, the id of the rule that
saw it, one sentence for people, and whether ``needs`` must move no later than ``dependent``."""

UNIT_SCHEMA: dict[str, type[pl.DataType]] = {
    "unit": pl.String,
    "kind": pl.String,
    "name": pl.String,
    "department": pl.String,
}
"""Columns of ``DependencyGraph.units``: id, kind (user, shared_mailbox, group, site, team, device,
application, server, shared_folder, service), the name people know it by, and its department if it
has one."""

GROUP_SCHEMA: dict[str, type[pl.DataType]] = {
    "group": pl.String,
    "member": pl.String,
    "weight": pl.Float64,
    "rule": pl.String,
    "because": pl.String,
}
"""Columns of ``DependencyGraph.groups``: a hyperedge and one of its members. ``weight`` is what
one member feels: in a group over 30 people it falls with the size. Large groups are never
expanded into pairs. ``group`` is the id of the unit that holds the members together, if it is
one."""


@dataclass(frozen=True)
class DependencyGraph:
    """All dependencies of one environment, in a stable order.

    Frames, not objects: an organisation of 100 000 people has millions of edges. ``outside``
    counts, per rule, the edges with an end that is no unit, such as mail to outsiders.
    """

    units: pl.DataFrame
    edges: pl.DataFrame
    groups: pl.DataFrame
    outside: Mapping[str, int] = field(default_factory=dict)

    @property
    def names(self) -> dict[str, str]:
        """Return the name that people know each unit by."""
        return dict(self.units.select("unit", "name").iter_rows())

    def of(self, unit: str) -> pl.DataFrame:
        """Return every edge that touches ``unit``, heaviest first."""
        touches = (pl.col("dependent") == unit) | (pl.col("needs") == unit)
        return self.edges.filter(touches).sort(
            ["weight", "dependent", "needs", "rule"], descending=[True, False, False, False]
        )

    def groups_of(self, unit: str) -> pl.DataFrame:
        """Return the hyperedge rows of ``unit``, one per group it is a member of."""
        return self.groups.filter(pl.col("member") == unit).sort(
            ["weight", "group"], descending=[True, False]
        )
