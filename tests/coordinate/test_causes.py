"""Where the days went."""

from __future__ import annotations

from datetime import UTC, datetime

from pilotage.coordinate.causes import days_lost, lost_by_cause
from pilotage.facts.date_change import DateChange

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)


def moved(days, cause):
    return DateChange("wave 1", days, cause, "Maya Osei", AT)


def test_causes_sum_to_all_the_days_lost_r7():
    changes = [moved(4, "decision"), moved(9, "vendor"), moved(7, "decision"), moved(-3, "tool")]

    lost = lost_by_cause(changes)

    assert [(each.cause, each.days) for each in lost] == [("decision", 11), ("vendor", 9)]
    assert sum(each.days for each in lost) == days_lost(changes) == 20


def test_a_date_that_moved_forward_gives_no_days_back():
    assert lost_by_cause([moved(-5, "scope")]) == ()
