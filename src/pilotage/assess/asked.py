"""How checks are asked: of which environment, on what is known, and what a signature adds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from pilotage.assess import Check
from pilotage.assess.applicability import omitted, set_aside
from pilotage.assess.exclusions import with_registered
from pilotage.facts.finding import Basis, Finding, Outcome, not_applicable, not_assessed
from pilotage.facts.situation import Situation
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.table import Need


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
        judged = _migration_aside(asked, situation)
        judged = judged or list(asked.judge_findings(situation, tuple(known)))
        yield from _stamp(asked, "migration", judged)
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
    if aside := _migration_aside(asked, situation):
        return aside
    subject = _migration(situation)
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


def _migration_aside(asked: Check, situation: Situation) -> list[Finding]:
    why = _set_aside(asked, "migration", situation)
    return [not_applicable(_migration(situation), why)] if why else []


def _migration(situation: Situation) -> str:
    return situation.engagement.migration.name if situation.engagement else "the migration"


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
