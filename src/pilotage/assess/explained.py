"""A finding as people read it: its word, how it is known, from where, and how old that is.

What was read too long ago proves nothing any more: it is unknown, and the last known value is
shown with its age.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pilotage.assess import Check
from pilotage.facts.finding import Basis, Outcome, Severity
from pilotage.facts.readiness import State
from pilotage.facts.signed import Deviation

FRESH = timedelta(days=7)
"""What was read longer ago than this is not relied on."""

FAILED, ACCEPTED, UNKNOWN, PASSED, ASIDE = (
    *("failed", "accepted", "unknown", "passed"),
    "does not apply",
)
WORST_FIRST = (FAILED, UNKNOWN, ACCEPTED, PASSED, ASIDE)
JUDGED = (FAILED, ACCEPTED, PASSED)
RECORDS, WHOLE = "what was agreed here", "everything that was read"
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Read:
    """What was read of one side: its moment, and the source of each table."""

    side: str
    taken_at: datetime
    tables: Mapping[str, str]


@dataclass(frozen=True)
class Explained:
    """One finding. ``last_known`` and ``known_at`` say what held before it became unknown."""

    check: str
    title: str
    side: str
    severity: Severity
    word: str
    says: str
    basis: str
    source: str
    read_at: datetime | None
    position: int
    rows: int
    last_known: str = ""
    known_at: datetime | None = None


def reads(sources: Iterable[Row]) -> tuple[Read, ...]:
    """Return what a run was made from; ``sources`` is the document that it keeps."""
    return tuple(
        Read(
            each["side"],
            datetime.fromisoformat(each["taken_at"]),
            {name: table["source"] for name, table in each["tables"].items()},
        )
        for each in sources
    )


def explained(
    rows: Iterable[Row],
    checks: Mapping[str, Check],
    read: Sequence[Read],
    deviations: Iterable[Deviation],
    before: Mapping[tuple[str, str], Row],
    now: datetime,
) -> tuple[Explained, ...]:
    """Return findings for people, the worst first.

    ``rows`` are findings as they are kept; ``before`` is what was last known by check and side.
    """
    carried = [each for each in deviations if each.expires_on >= now.date()]
    made = [_explained(row, checks, read, carried, before, now) for row in rows]
    return tuple(
        sorted(made, key=lambda one: (WORST_FIRST.index(one.word), -one.severity.value, one.check))
    )


def counts(found: Iterable[Explained]) -> dict[str, int]:
    """Return how many findings there are of each word, the worst first."""
    counted = Counter(each.word for each in found)
    return {word: counted[word] for word in WORST_FIRST}


def state_of(kept: str, found: Sequence[Explained]) -> str:
    """Return the word of an area: what the run said, Unknown where its proof is too old."""
    aged = any(each.word == UNKNOWN and each.basis == UNKNOWN and each.known_at for each in found)
    return State.UNKNOWN.value if aged and kept != State.OFF_TRACK.value else kept


def _explained(
    row: Row,
    checks: Mapping[str, Check],
    read: Sequence[Read],
    carried: Sequence[Deviation],
    before: Mapping[tuple[str, str], Row],
    now: datetime,
) -> Explained:
    source, at = _source(checks.get(row["check_id"]), row, read)
    word, says, basis = _word(row, carried), row["says"], row["basis"]
    last, known_at = "", None
    if word in JUDGED and at and now - at > FRESH:
        last, known_at = f"{word}: {says}", at
        word, basis = UNKNOWN, UNKNOWN
        says = f"Read {(now - at).days} days ago, which is too old to rely on."
    elif word == UNKNOWN:
        basis = UNKNOWN
        if known := before.get((row["check_id"], row["side"])):
            last, known_at = f"{known['outcome']}: {known['says']}", known["at"]
    return Explained(
        check=row["check_id"],
        title=row["title"],
        side=row["side"],
        severity=Severity(row["severity"]),
        word=word,
        says=says,
        basis=basis,
        source=source,
        read_at=at,
        position=row["position"],
        rows=row["rows"],
        last_known=last,
        known_at=known_at,
    )


def _word(row: Row, carried: Iterable[Deviation]) -> str:
    if not row["applies"]:
        return ASIDE
    if row["outcome"] == Outcome.NOT_ASSESSED.value:
        return UNKNOWN
    if row["outcome"] == Outcome.PASSED.value:
        return PASSED
    sides = ("", row["side"])
    accepted = any(each.check == row["check_id"] and each.side in sides for each in carried)
    return ACCEPTED if accepted else FAILED


def _source(check: Check | None, row: Row, read: Sequence[Read]) -> tuple[str, datetime | None]:
    """Return what a finding rests on, and the oldest moment at which that was read."""
    if row["basis"] == Basis.ATTESTED.value:
        return RECORDS, None
    names: dict[str, None] = {}
    moments = []
    for side in read:
        if check and row["side"] in (side.side, "migration"):
            needs = check.needs
            if row["side"] == "migration" and side.side == "target":
                needs = check.needs_target
            mine = [
                side.tables[need.table.name] for need in needs if need.table.name in side.tables
            ]
            names.update(dict.fromkeys(mine))
            moments += [side.taken_at] if mine else []
    if names:
        return "; ".join(names), min(moments)
    told = row["outcome"] != Outcome.NOT_ASSESSED.value
    if told and row["basis"] == Basis.MEASURED.value and read:
        return WHOLE, min(each.taken_at for each in read)
    return (RECORDS if check and check.needs_engagement else ""), None
