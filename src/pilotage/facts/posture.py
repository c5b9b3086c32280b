"""The same controls at two moments: better, same, worse or unknown, one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from pilotage.facts.engagement import Engagement
from pilotage.facts.finding import Area, Finding, Outcome
from pilotage.facts.signed import Deviation


class Change(Enum):
    """What became of a control. Unknown on either side leaves the change unknown."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    UNKNOWN = "unknown"


CHANGE = {
    (Outcome.FAILED, Outcome.PASSED): Change.BETTER,
    (Outcome.PASSED, Outcome.FAILED): Change.WORSE,
    (Outcome.PASSED, Outcome.PASSED): Change.SAME,
    (Outcome.FAILED, Outcome.FAILED): Change.SAME,
}
SEVEREST = (Outcome.FAILED, Outcome.NOT_ASSESSED, Outcome.PASSED)
WORST_FIRST = (Change.WORSE, Change.UNKNOWN, Change.SAME, Change.BETTER)


@dataclass(frozen=True)
class Control:
    """One check of an environment and what it found before and after; never both empty."""

    check: str
    before: tuple[Finding, ...]
    after: tuple[Finding, ...]

    @property
    def change(self) -> Change:
        """Return what became of the control."""
        return CHANGE.get((worst(self.before), worst(self.after)), Change.UNKNOWN)

    @property
    def any(self) -> Finding:
        """Return a finding of the control, for its title, frameworks and severity."""
        return (self.after or self.before)[0]

    @property
    def why(self) -> str:
        """Say what was found before and after, in the words of the worst findings."""
        return f"Before: {_said(self.before)} After: {_said(self.after)}"


def controls(before: Iterable[Finding], after: Iterable[Finding]) -> tuple[Control, ...]:
    """Pair the findings of two environments, or of two moments, by their check.

    Only checks of identity and security that apply are controls. Ordered by check.
    """
    one, other = _by_check(before), _by_check(after)
    return tuple(
        Control(check, tuple(one.get(check, ())), tuple(other.get(check, ())))
        for check in sorted(one.keys() | other.keys())
    )


def worst(found: Iterable[Finding]) -> Outcome:
    """Return the severest outcome; NOT_ASSESSED where nothing was asked."""
    outcomes = {finding.outcome for finding in found}
    return next((each for each in SEVEREST if each in outcomes), Outcome.NOT_ASSESSED)


def deviations(
    engagement: Engagement | None, check: str, side: str, today: date
) -> tuple[Deviation, ...]:
    """Return the deviations that a named person carries for a check, as long as they last."""
    return tuple(
        each
        for each in (engagement.deviation if engagement else ())
        if each.check == check and each.side in ("", side) and each.expires_on >= today
    )


def _by_check(found: Iterable[Finding]) -> dict[str, list[Finding]]:
    by_check: dict[str, list[Finding]] = {}
    for finding in found:
        if finding.area is Area.IDENTITY and finding.applies:
            by_check.setdefault(finding.check, []).append(finding)
    return by_check


def _said(found: tuple[Finding, ...]) -> str:
    outcome = worst(found)
    return next((each.says for each in found if each.outcome is outcome), "Not asked.")
