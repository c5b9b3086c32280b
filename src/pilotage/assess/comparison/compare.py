"""Everything that differs between two readings, and whether that is good enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from pilotage.assess.comparison.access import Access, compare_access
from pilotage.assess.comparison.alignment import aligned
from pilotage.assess.comparison.drift import Drift, drift, steady
from pilotage.assess.comparison.pairing import pairs
from pilotage.assess.comparison.posture import posture, unaccepted
from pilotage.facts.difference import Difference, differences
from pilotage.facts.engagement import Engagement
from pilotage.facts.posture import Change, Control
from pilotage.facts.runbook import Runbook
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import CONDITIONAL_ACCESS_POLICIES, GROUPS, IDENTITY_MAP, USERS


@dataclass(frozen=True)
class Comparison:
    """Two readings side by side.

    ``drift`` is None where they are two environments: what differs there was to be expected.
    ``later`` is the posture seen from ``before`` to a third reading, empty without one.
    ``worse`` are the controls of either that nobody carries as a deviation.
    """

    tables: tuple[Difference, ...]
    access: Access
    posture: tuple[Control, ...]
    later: tuple[Control, ...]
    worse: tuple[Control, ...]
    drift: Drift | None

    @property
    def is_worse(self) -> bool:
        """Tell whether a control is worse, or a difference is not explained."""
        unplanned = self.drift is not None and not self.drift.unplanned.is_empty()
        return bool(self.worse) or unplanned or not self.access.unexplained.is_empty()

    @property
    def is_unsure(self) -> bool:
        """Tell whether a control, a kind of access or a table could not be compared."""
        controls = any(each.change is Change.UNKNOWN for each in (*self.posture, *self.later))
        return controls or bool(self.access.unknown) or any(each.unknown for each in self.tables)


def compare(
    before: Snapshot,
    after: Snapshot,
    *,
    same: bool,
    now: datetime,
    later: Snapshot | None = None,
    engagement: Engagement | None = None,
    runbooks: Sequence[Runbook] = (),
) -> Comparison:
    """Compare two readings of one environment (``same``), or the source with the target.

    ``later`` is a third reading, such as the target thirty days on; its controls are compared
    with ``before`` too.
    """
    side = "" if same else "target"
    found = posture(before, after, now, engagement)
    then = posture(before, later, now, engagement) if later else ()
    worse = unaccepted((*found, *then), engagement, side or after.side, now.date())
    drifted = drift(before, after, engagement, runbooks) if same else None
    return Comparison(
        drifted.tables if drifted else _tables(before, after),
        compare_access(before, after, same=same, today=now.date(), engagement=engagement),
        found,
        then,
        tuple({each.check: each for each in worse}.values()),
        drifted,
    )


def same_environment(before: Snapshot, after: Snapshot) -> bool:
    """Tell whether two readings are of one environment rather than of source and target.

    It is one where it has one name or objects with the same id; an identity map on one side
    only says that people are to move from there.
    """
    if before.tenant.casefold() == after.tenant.casefold():
        return True
    if before.missing(IDENTITY_MAP) != after.missing(IDENTITY_MAP):
        return False
    for table in (USERS, GROUPS, CONDITIONAL_ACCESS_POLICIES):
        one, other = (each.rows(table)[table.key[0]] for each in (before, after))
        if len(one) and len(other):
            return bool(one.is_in(other.implode()).any())
    return before.side == after.side


def _tables(before: Snapshot, after: Snapshot) -> tuple[Difference, ...]:
    """Return how the tables differ once the source is read under the ids of the target."""
    moved = aligned(before, pairs(before, after))
    without_map = {name: each for name, each in moved.captures.items() if name != "identity_map"}
    return tuple(differences(replace(moved, captures=without_map), after, steady))
