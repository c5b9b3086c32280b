"""Coverage as a finding, beside the verdict of the public baseline.

The baseline asks for one policy without holes; here all policies count together, and every
condition narrows. So the two may differ, and the sentence says why. Who or what is registered
as left out of the baseline's policy is left aside here too.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import polars as pl

from pilotage.assess.coverage import Coverage, Hole, covered_in
from pilotage.assess.coverage.grants import Control
from pilotage.assess.coverage.policy import excused
from pilotage.assess.coverage.regions import ANY, EVERYONE, PART_WORDS, PARTS, people
from pilotage.assess.coverage.scene import Scene, scene
from pilotage.assess.exclusions import Registered, registered
from pilotage.assess.roles import HIGHLY_PRIVILEGED
from pilotage.facts.finding import Basis, Finding, failed, not_assessed, passed
from pilotage.facts.snapshot import Snapshot


@dataclass(frozen=True)
class Question:
    """A control, the public policy that asks for it, and how to speak of it.

    ``good`` is the sentence when everyone is covered; ``way`` follows ``can sign in``.
    """

    control: Control
    policy: str
    good: str
    way: str
    roles: tuple[str, ...] = ()


def judge(snapshot: Snapshot, question: Question) -> Finding:
    """Return one finding; its evidence holds the holes."""
    laid = _laid(snapshot, registered(snapshot, question.policy))
    found = covered_in(laid, question.control, roles=question.roles)
    return replace(_finding(snapshot.tenant, question, found), basis=Basis.COMPUTED)


def _finding(subject: str, question: Question, found: Coverage) -> Finding:
    if found.covered:
        alone = f" {found.alone[0]} does so alone." if found.alone else ""
        several = f" It takes several policies together; {question.policy} asks for one alone."
        return passed(subject, f"{question.good}{alone or several}", _evidence(found))
    first = found.holes[0]
    if found.covered is None:
        why = f"{first.why.rstrip('.')}: {_place(first)}"
        return replace(not_assessed(subject, why), evidence=_evidence(found))
    count = people(found.users_uncovered) if found.users_uncovered else "Somebody"
    says = f"{count} can sign in {question.way}. The widest hole: {_place(first)}. {first.why}"
    return failed(subject, says, _evidence(found))


def _place(hole: Hole) -> str:
    """Return a hole in words: who, and what narrows it."""
    told = [hole.who if hole.who != EVERYONE else "everyone"]
    for part in PARTS:
        value = getattr(hole, part)
        if part != "who" and value != ANY:
            told.append(f"{PART_WORDS.get(part, part)} {value}")
    return "; ".join(told)


def _evidence(found: Coverage) -> pl.DataFrame:
    columns = (*PARTS, "certain", "why")
    rows = [{column: getattr(hole, column) for column in columns} for hole in found.holes]
    return pl.DataFrame(rows)


@lru_cache(maxsize=2)
def _laid(snapshot: Snapshot, allowed: Registered) -> Scene:
    return scene(snapshot, more=excused(allowed), roles=HIGHLY_PRIVILEGED)
