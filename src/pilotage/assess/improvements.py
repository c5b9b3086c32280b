"""What could be better with this migration: each gap with its effort, its effect, a decision."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from pydantic import TypeAdapter

from pilotage.facts.finding import Outcome, Severity
from pilotage.facts.improvement import Improvement
from pilotage.facts.score import Answer, Score, ScoredCheck


@dataclass(frozen=True)
class Effort:
    """What it takes to close a gap; ``hours`` are of an engineer. Empty means unknown."""

    hours: float | None = None
    people_notice: str = ""
    licence: str = ""


@dataclass(frozen=True)
class Gap:
    """A control that the target does not meet, or that the source would bring along.

    ``decision`` is None until somebody decides.
    """

    check: str
    title: str
    severity: Severity
    side: str
    says: str
    effort: Effort
    decision: Improvement | None = None


@cache
def efforts() -> Mapping[str, Effort]:
    """Return the effort of each improvement that is known, by its check."""
    text = resources.files(__package__).joinpath("improvements.toml").read_text("utf-8")
    return TypeAdapter(dict[str, Effort]).validate_python(tomllib.loads(text))


def gaps(scores: Iterable[Score], decided: Iterable[Improvement]) -> tuple[Gap, ...]:
    """Return every gap, the most severe first.

    A control that was not read in the target is a gap where the source fails it: unless somebody
    acts it is carried over.
    """
    decisions = {each.check: each for each in decided}
    found = [
        Gap(each.check, each.title, each.severity, side, answer.says,
            efforts().get(each.check, Effort()), decisions.get(each.check))
        for score in scores
        for each in score.checks
        for side, answer in _open(each)
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda gap: (-gap.severity.value, gap.check)))


def undecided(found: Iterable[Gap]) -> tuple[Gap, ...]:
    """Return the gaps about which nobody has decided."""
    return tuple(each for each in found if each.decision is None)


def _open(check: ScoredCheck) -> Iterable[tuple[str, Answer]]:
    target, source = check.answers.get("target"), check.answers.get("source")
    if target and target.outcome is not Outcome.NOT_ASSESSED:
        return [("target", target)] if target.outcome is Outcome.FAILED else []
    if target and source and source.outcome is Outcome.FAILED:
        return [("source", source)]
    return []
