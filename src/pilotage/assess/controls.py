"""Each control of identity and security before, now and as it should be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from pilotage.assess.explained import FRESH
from pilotage.facts.finding import Basis, Outcome, Severity
from pilotage.facts.score import Answer, Score

REACHED, ON_THE_WAY, WORSE, UNKNOWN = "reached", "on the way", "worse", "unknown"
STATES = (WORSE, UNKNOWN, ON_THE_WAY, REACHED)
"""What can be said of a control, the worst first."""


@dataclass(frozen=True)
class Control:
    """One control: what the source was, what the target is, and what is wanted.

    ``title`` is the good state, so it is the target too. ``now_at`` is when the target was read.
    """

    check: str
    title: str
    score: str
    severity: Severity
    frameworks: tuple[str, ...]
    before: str
    now: str
    says: str
    state: str
    basis: str
    source: str
    now_at: datetime | None


@dataclass(frozen=True)
class Tally:
    """One sub-score in counts of controls; never an average."""

    name: str
    controls: int
    reached: int
    was_reached: int
    unknown: int


def controls(scores: Iterable[Score], now: datetime) -> tuple[Control, ...]:
    """Return every control that is asked of a tenant, by sub-score and the worst first.

    What was read of the target too long ago is unknown.
    """
    made = [
        _control(each.check, each.title, score.name.value, each.severity, each.frameworks,
                 each.answers.get("source"), each.answers.get("target"), now)
        for score in scores
        for each in score.checks
        if {"source", "target"} & each.answers.keys()
    ]  # fmt: skip
    names = list(dict.fromkeys(each.score for each in made))
    return tuple(
        sorted(
            made,
            key=lambda one: (
                names.index(one.score),
                STATES.index(one.state),
                -one.severity.value,
                one.check,
            ),
        )
    )


def tallies(found: Iterable[Control]) -> tuple[Tally, ...]:
    """Return the counts of each sub-score, in their order."""
    by_score: dict[str, list[Control]] = {}
    for each in found:
        by_score.setdefault(each.score, []).append(each)
    return tuple(
        Tally(
            name,
            len(mine),
            sum(each.state == REACHED for each in mine),
            sum(each.before == "met" for each in mine),
            sum(each.state == UNKNOWN for each in mine),
        )
        for name, mine in by_score.items()
    )


def _control(
    check: str,
    title: str,
    score: str,
    severity: Severity,
    frameworks: tuple[str, ...],
    source: Answer | None,
    target: Answer | None,
    now: datetime,
) -> Control:
    before, after = _word(source, now, timedelta.max), _word(target, now, FRESH)
    state = {"met": REACHED, "not met": ON_THE_WAY}.get(after, UNKNOWN)
    if before == "met" and after == "not met":
        state = WORSE
    told = target or source
    assert told is not None
    return Control(
        check=check,
        title=title,
        score=score,
        severity=severity,
        frameworks=frameworks,
        before=before,
        now=after,
        says=told.says,
        state=state,
        basis=UNKNOWN if state == UNKNOWN else told.basis.value,
        source=target.source if target else "",
        now_at=target.taken_at if target else None,
    )


def _word(answer: Answer | None, now: datetime, fresh: timedelta) -> str:
    if answer is None or answer.outcome is Outcome.NOT_ASSESSED:
        return UNKNOWN
    old = answer.taken_at is not None and now - answer.taken_at > fresh
    if old and answer.basis is not Basis.ATTESTED:
        return UNKNOWN
    return "met" if answer.outcome is Outcome.PASSED else "not met"
