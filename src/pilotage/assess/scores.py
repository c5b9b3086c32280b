"""Three sub-scores: identity management, access governance and configuration oversight.

The folder of a check decides where it counts, so that a new check counts without being listed.
Who somebody is and how they sign in (``identity``, ``coverage``), and how that moves
(``migration``), is identity management. Who may reach what, with which licence and device
(``access``, ``comparison``, ``files``, ``licences``, ``devices``), is access governance. How a
service is set up (one folder per service) is configuration oversight.

A check is counted once per side, by the worst that it found there. What other tools concluded
about the same public policy stands beside it and changes no count of ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from pilotage.assess import Check
from pilotage.assess.third_party import beside
from pilotage.facts.errors import CatalogueError
from pilotage.facts.finding import Area, Basis, Finding, Outcome
from pilotage.facts.posture import SEVEREST
from pilotage.facts.score import SIDES, Answer, Opinion, Score, ScoredCheck, ScoreName
from pilotage.facts.situation import Situation
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.table import Need
from pilotage.facts.tables import THIRD_PARTY_RESULTS

FOLDERS = {
    ScoreName.IDENTITY_MANAGEMENT: ("identity", "coverage", "migration"),
    ScoreName.ACCESS_GOVERNANCE: ("access", "comparison", "devices", "files", "licences"),
    ScoreName.CONFIGURATION_OVERSIGHT: (
        *("defender", "dns", "exchange", "mail", "sharepoint", "teams"),
        *("power_bi", "power_platform"),
    ),
}
"""Which folders of checks make which sub-score."""

AGREED = "engagement file"

TOLD = ("framework", "tool", "theirs", "they_say", "at", "ours", "contradicts")
"""Columns of ``beside``, in the order of an ``Opinion`` after its side."""

NAME_OF = {folder: name for name, folders in FOLDERS.items() for folder in folders}


def score_of(check: str) -> ScoreName:
    """Return the sub-score that a check of identity and security counts in.

    Raises:
        CatalogueError: its folder belongs to no sub-score.
    """
    folder = check.partition(".")[0]
    if folder not in NAME_OF:
        known = ", ".join(sorted(NAME_OF))
        raise CatalogueError(f"{check}: the folder {folder} is of no sub-score; known are {known}")
    return NAME_OF[folder]


def scores(
    checks: Mapping[str, Check], findings: Iterable[Finding], situation: Situation
) -> tuple[Score, ...]:
    """Return the three sub-scores, with every check of identity and security that applies.

    Raises:
        CatalogueError: a check stands in a folder that belongs to no sub-score.
    """
    asked = [
        each
        for each in findings
        if each.area is Area.IDENTITY and each.check in checks and each.applies
    ]
    opinions = _opinions(asked, situation)
    by_check: dict[str, list[Finding]] = {}
    for finding in asked:
        by_check.setdefault(finding.check, []).append(finding)
    made = [
        replace(_scored(checks[id], found, situation), opinions=tuple(opinions.get(id, ())))
        for id, found in by_check.items()
    ]
    made.sort(key=lambda each: (-each.severity.value, each.check))
    return tuple(
        Score(name, tuple(each for each in made if score_of(each.check) is name))
        for name in ScoreName
    )


def _scored(check: Check, found: Sequence[Finding], situation: Situation) -> ScoredCheck:
    first = found[0]
    answers = {
        side: _answer(check, mine, situation)
        for side in SIDES
        if (mine := [each for each in found if each.side == side])
    }
    return ScoredCheck(check.id, first.title, check.severity, check.frameworks, answers)


def _answer(check: Check, found: Sequence[Finding], situation: Situation) -> Answer:
    """Return the worst of the findings of one side, with what it was read from, and when."""
    worst = min(found, key=lambda each: SEVEREST.index(each.outcome))
    if worst.outcome is Outcome.NOT_ASSESSED:
        return Answer(worst.outcome, worst.says, worst.basis)
    read = list(_read(check, worst, situation))
    names = dict.fromkeys(name for name, _ in read)
    at = min((at for _, at in read), default=None)
    return Answer(worst.outcome, worst.says, worst.basis, "; ".join(names), at)


def _read(check: Check, found: Finding, situation: Situation) -> Iterator[tuple[str, datetime]]:
    """Yield what a finding was read from, and when: the sources of the tables it needs."""
    if found.basis is Basis.ATTESTED:
        yield AGREED, situation.now
        return
    for snapshot in situation.snapshots():
        if found.side in (snapshot.side, "migration"):
            of_target = found.side == "migration" and snapshot.side == "target"
            needs = check.needs_target if of_target else check.needs
            yield from _sources(needs, snapshot)
    if check.needs_engagement:
        yield AGREED, situation.now


def _sources(needs: Iterable[Need], snapshot: Snapshot) -> Iterator[tuple[str, datetime]]:
    """Yield the sources of these tables; of the whole snapshot where a check names none."""
    names = [need.table.name for need in needs] or list(snapshot.captures)
    for name in names:
        if capture := snapshot.captures.get(name):
            yield capture.source, snapshot.taken_at


def _opinions(findings: Sequence[Finding], situation: Situation) -> dict[str, list[Opinion]]:
    """Return what other tools say, by the check that judges the same policy."""
    found: dict[str, list[Opinion]] = {}
    for snapshot in situation.snapshots():
        ours = [each for each in findings if each.side in (snapshot.side, "migration")]
        rows = beside(ours, snapshot.rows(THIRD_PARTY_RESULTS))
        for row in rows.iter_rows(named=True):
            told = [row[name] for name in TOLD]
            opinion = Opinion(snapshot.side, *told)
            found.setdefault(row["check"], []).append(opinion)
    return found
