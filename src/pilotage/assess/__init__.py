"""Assess: judge what is known. Is it ready to move, is it safe, and will people cope?"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from pilotage.assess.applicability import omitted, set_aside
from pilotage.assess.exclusions import with_registered
from pilotage.facts.catalogue import Catalogue, Page, page_of
from pilotage.facts.finding import (
    Area,
    Basis,
    Finding,
    Outcome,
    Severity,
    not_applicable,
    not_assessed,
)
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


def assess(
    situation: Situation, checks: Iterable[Check], found: Iterable[Finding] = ()
) -> Iterator[Finding]:
    """Ask every check; each has at least one finding per environment that it concerns.

    Checks that judge findings come last; ``found`` is what other checks found before.
    A check of one environment sees the exclusions that the engagement registers as settings.
    One that somebody set aside with a reason is not asked: its finding says why.
    """
    snapshots = [_with_exclusions(snapshot, situation) for snapshot in situation.snapshots()]
    known = list(found)
    for each in sorted(checks, key=lambda each: each.judge_findings is not None):
        for finding in _ask(each, situation, snapshots, known):
            known.append(_attested(each, finding, situation) or finding)
            yield known[-1]


def _with_exclusions(snapshot: Snapshot, situation: Situation) -> Snapshot:
    agreed = situation.engagement.exclusion if situation.engagement else ()
    return with_registered(snapshot, agreed, situation.now.date())


def _ask(
    asked: Check, situation: Situation, snapshots: Iterable[Snapshot], known: Sequence[Finding]
) -> Iterator[Finding]:
    if asked.judge_findings:
        yield from _stamp(asked, "migration", asked.judge_findings(situation, tuple(known)))
        return
    if asked.sides == ("migration",):
        yield from _stamp(asked, "migration", _ask_migration(asked, situation))
        return
    for snapshot in snapshots:
        if snapshot.side in asked.sides:
            why = _set_aside(asked, snapshot.side, situation) or omitted(asked.frameworks, snapshot)
            aside = [not_applicable(snapshot.tenant, why)] if why else None
            yield from _stamp(asked, snapshot.side, aside or _ask_snapshot(asked, snapshot))


def _set_aside(asked: Check, side: str, situation: Situation) -> str:
    rules = (asked.id, *asked.frameworks)
    return set_aside(rules, side, situation.engagement, situation.now.date())


def _ask_snapshot(asked: Check, snapshot: Snapshot) -> Iterable[Finding]:
    assert asked.judge is not None
    gaps = [gap for need in asked.needs if (gap := snapshot.missing(need))]
    if gaps:
        return [not_assessed(snapshot.tenant, "; ".join(gaps))]
    lost = [rows for need in asked.needs if (rows := snapshot.lost(need))]
    return _doubted(asked.judge(snapshot), lost)


def _ask_migration(asked: Check, situation: Situation) -> Iterable[Finding]:
    if situation.engagement and situation.engagement.migration.kind not in asked.kinds:
        return []
    subject = situation.engagement.migration.name if situation.engagement else "the migration"
    if why := _set_aside(asked, "migration", situation):
        return [not_applicable(subject, why)]
    if asked.judge_migration is None:
        return [not_assessed(subject, "nothing can measure this and nobody has signed it")]
    gaps = list(
        chain(
            _gaps(asked.needs, situation.source, "source"),
            _gaps(asked.needs_target, situation.target, "target"),
        )
    )
    if asked.needs_engagement and situation.engagement is None:
        gaps.append("there is no engagement file")
    if gaps:
        return [not_assessed(subject, "; ".join(gaps))]
    sides = ((asked.needs, situation.source), (asked.needs_target, situation.target))
    lost = [
        f"{snapshot.side}: {rows}"
        for needs, snapshot in sides
        for need in needs
        if snapshot and (rows := snapshot.lost(need))
    ]
    return _doubted(asked.judge_migration(situation), lost)


def _doubted(found: Iterable[Finding], lost: Sequence[str]) -> Iterator[Finding]:
    """Yield the findings; where rows were refused, the others prove no pass."""
    for finding in found:
        if lost and finding.outcome is Outcome.PASSED:
            unsure = not_assessed(finding.subject, "; ".join(dict.fromkeys(lost)))
            yield replace(unsure, evidence=finding.evidence)
        else:
            yield finding


def _gaps(needs: Iterable[Need], snapshot: Snapshot | None, side: str) -> Iterator[str]:
    for need in needs:
        if snapshot is None:
            yield f"the {side} was not read"
            return
        if gap := snapshot.missing(need):
            yield f"{side}: {gap}"


def _stamp(asked: Check, side: str, found: Iterable[Finding]) -> Iterator[Finding]:
    for finding in found:
        yield replace(
            finding,
            side=side,
            check=asked.id,
            title=asked.page.title,
            area=asked.area,
            severity=asked.severity,
            frameworks=asked.frameworks,
            fix=asked.page["Fix"],
            url=asked.page["Source"],
        )


def _attested(asked: Check, finding: Finding, situation: Situation) -> Finding | None:
    """Return the finding as a person signed it, where nothing was measured and it counts."""
    if finding.outcome is not Outcome.NOT_ASSESSED or not finding.applies:
        return None
    if not situation.engagement:
        return None
    today = situation.now.date()
    for signed in situation.engagement.attestation:
        answers = signed.check == asked.id and signed.subject in ("", finding.subject)
        counts = (signed.expires_on - signed.signed_on).days <= asked.attest_days
        if answers and counts and signed.signed_on <= today <= signed.expires_on:
            says = f"{signed.who} attests: {signed.says} (until {signed.expires_on:%d %b %Y})"
            return replace(finding, outcome=Outcome.PASSED, basis=Basis.ATTESTED, says=says)
    return None


def _needs(needs: Needs) -> tuple[Need, ...]:
    return tuple(Need(need) if isinstance(need, Table) else need for need in needs)
