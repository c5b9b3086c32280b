"""The same controls asked of two environments, or of one at two moments."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from pilotage.assess import CHECKS, Check
from pilotage.assess.asked import assess
from pilotage.facts.engagement import Engagement
from pilotage.facts.finding import Area, Finding
from pilotage.facts.posture import Change, Control, controls, deviations
from pilotage.facts.situation import Situation
from pilotage.facts.snapshot import Snapshot


def posture(
    before: Snapshot, after: Snapshot, now: datetime, engagement: Engagement | None = None
) -> tuple[Control, ...]:
    """Ask every control of identity and security of both, and pair the answers.

    A control that concerns only one of the two sides is left out: it cannot be compared.
    """
    asked = [
        check
        for check in CHECKS.load().values()
        if check.judge
        and check.area is Area.IDENTITY
        and {before.side, after.side} <= {*check.sides}
    ]
    one, other = (_found(snapshot, asked, now, engagement) for snapshot in (before, after))
    return controls(one, other)


def unaccepted(
    found: Iterable[Control], engagement: Engagement | None, side: str, today: date
) -> tuple[Control, ...]:
    """Return the controls that are worse, and that nobody carries as a deviation.

    A deviation counts with an owner, a reason and an end that is not yet past.
    """
    return tuple(
        control
        for control in found
        if control.change is Change.WORSE
        and not any(
            each.who.strip() and each.why.strip()
            for each in deviations(engagement, control.check, side, today)
        )
    )


def _found(
    snapshot: Snapshot, asked: Iterable[Check], now: datetime, engagement: Engagement | None
) -> list[Finding]:
    return list(assess(Situation(now, source=snapshot, engagement=engagement), asked))
