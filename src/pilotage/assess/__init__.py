"""Assess: judge what is known. Is it ready to move, is it safe, and will people cope?"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pilotage.facts.catalogue import Catalogue, Page, page_of
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.runbook import Kind
from pilotage.facts.situation import Situation
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.table import Need, Table

Needs = Iterable[Table | Need]
Judge = Callable[[Snapshot], Iterable[Finding]]
MigrationJudge = Callable[[Situation], Iterable[Finding]]
FindingsJudge = Callable[[Situation, Sequence[Finding]], Iterable[Finding]]


@dataclass(frozen=True)
class Check:
    """One question, what it takes to answer it, and its manual page.

    A snapshot check has ``judge`` and is asked once per environment in ``sides``; a migration
    check has ``judge_migration`` and is asked once. One with ``judge_findings`` is asked last,
    about what the others found. A check with none of them can only be attested.
    ``attest_days`` is how long an attestation may count; 0 means nobody can sign it.
    ``kinds`` are the kinds of migration that it concerns; for another kind it has no finding.
    """

    id: str
    area: Area
    severity: Severity
    page: Page
    frameworks: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    needs_target: tuple[Need, ...] = ()
    needs_engagement: bool = False
    sides: tuple[str, ...] = ("source", "target")
    attest_days: int = 0
    kinds: tuple[Kind, ...] = tuple(Kind)
    judge: Judge | None = None
    judge_migration: MigrationJudge | None = None
    judge_findings: FindingsJudge | None = None


CHECKS: Catalogue[Check] = Catalogue("pilotage.assess.checks")


def check(
    id: str,
    *,
    area: Area,
    severity: Severity,
    needs: Needs,
    frameworks: Iterable[str] = (),
    sides: Iterable[str] = ("source", "target"),
    attest_days: int = 0,
) -> Callable[[Judge], Judge]:
    """Declare the decorated function as a check of one environment.

    It is called only when everything in ``needs`` is fully known; otherwise its finding is
    NOT_ASSESSED and says which data is missing. ``now`` of a snapshot check is
    ``snapshot.taken_at``.
    """

    def declare(judge: Judge) -> Judge:
        made = Check(
            id,
            area,
            severity,
            page_of(sys.modules[judge.__module__]),
            frameworks=tuple(frameworks),
            needs=_needs(needs),
            sides=tuple(sides),
            attest_days=attest_days,
            judge=judge,
        )
        CHECKS.add(id, made, judge.__module__)
        return judge

    return declare


def migration_check(
    id: str,
    *,
    area: Area,
    severity: Severity,
    source: Needs = (),
    target: Needs = (),
    engagement: bool = True,
    frameworks: Iterable[str] = (),
    attest_days: int = 0,
    kinds: Iterable[Kind] = Kind,
) -> Callable[[MigrationJudge], MigrationJudge]:
    """Declare the decorated function as a check of the migration as a whole.

    ``source`` and ``target`` say what must be known of each environment, ``engagement``
    whether the engagement file is needed, ``kinds`` which kinds of migration it concerns.
    """

    def declare(judge: MigrationJudge) -> MigrationJudge:
        made = Check(
            id,
            area,
            severity,
            page_of(sys.modules[judge.__module__]),
            frameworks=tuple(frameworks),
            needs=_needs(source),
            needs_target=_needs(target),
            needs_engagement=engagement,
            sides=("migration",),
            attest_days=attest_days,
            kinds=tuple(kinds),
            judge_migration=judge,
        )
        CHECKS.add(id, made, judge.__module__)
        return judge

    return declare


def attested_check(
    id: str,
    *,
    area: Area,
    severity: Severity,
    attest_days: int,
    module: str,
    frameworks: Iterable[str] = (),
) -> None:
    """Declare a check that no system can answer: NOT_ASSESSED until a person signs it.

    ``module`` is ``__name__`` of the calling module.
    """
    made = Check(
        id,
        area,
        severity,
        page_of(sys.modules[module]),
        frameworks=tuple(frameworks),
        sides=("migration",),
        attest_days=attest_days,
    )
    CHECKS.add(id, made, module)


def _needs(needs: Needs) -> tuple[Need, ...]:
    return tuple(Need(need) if isinstance(need, Table) else need for need in needs)
