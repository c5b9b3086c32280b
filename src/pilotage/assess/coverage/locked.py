"""Lock-outs as a finding: failed for certain ones, not assessed where data was missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

import polars as pl

from pilotage.assess.coverage.lockout import Lockout, lockout
from pilotage.assess.coverage.regions import people
from pilotage.assess.judgement import naming
from pilotage.facts.errors import NotKnown
from pilotage.facts.finding import Basis, Finding, failed, not_assessed, passed
from pilotage.facts.snapshot import Snapshot


@dataclass(frozen=True)
class Words:
    """How a check speaks: ``wrong`` follows a count of users, ``right`` is a sentence."""

    wrong: str
    right: str


@lru_cache(maxsize=2)
def simulated(snapshot: Snapshot) -> Lockout | None:
    """Return the lock-out simulation that several checks share; None where nobody can sign in."""
    try:
        return lockout(snapshot)
    except NotKnown:
        return None


def conclude(
    snapshot: Snapshot, words: Words, chosen: Callable[[Lockout], pl.DataFrame]
) -> Finding:
    """Return one finding about the ``chosen`` rows of the simulation, all certain lock-outs."""
    found = simulated(snapshot)
    if found is None:
        return not_assessed(snapshot.tenant, "no users were read")
    return replace(_finding(snapshot.tenant, words, found, chosen(found)), basis=Basis.COMPUTED)


def _finding(subject: str, words: Words, found: Lockout, out: pl.DataFrame) -> Finding:
    if not out.is_empty():
        policies = out.select(name=pl.col("policies").explode()).drop_nulls().unique().sort("name")
        by = f" Policies: {naming(policies, 'name')}." if policies.height else ""
        says = f"{people(out.height)} {words.wrong}: {naming(out, 'upn', 'user')}.{by}"
        return failed(subject, says, out)
    if found.gaps:
        return not_assessed(subject, "; ".join(found.gaps))
    return passed(subject, words.right, out)
