"""Identity posture: source beside target, control by control. Improve, do not replicate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pilotage.facts.finding import Area, Finding, Outcome
from pilotage.handover import chapter
from pilotage.handover.listing import Cell, Listing, listing
from pilotage.handover.material import Material
from pilotage.handover.words import OUTCOME, Word

BETTER = Word("Better", "ok")
KEPT = Word("Same, good", "ok")
WORSE = Word("Worse", "bad")
CARRIED = Word("Same, weak (carried debt)", "watch")
UNKNOWN = Word("Unknown", "unk")
WORST_FIRST = (WORSE, CARRIED, UNKNOWN, BETTER, KEPT)

CHANGE = {
    (Outcome.FAILED, Outcome.PASSED): BETTER,
    (Outcome.PASSED, Outcome.FAILED): WORSE,
    (Outcome.PASSED, Outcome.PASSED): KEPT,
    (Outcome.FAILED, Outcome.FAILED): CARRIED,
}
"""What became of a control; every other pair is unknown."""

SEVEREST = (Outcome.FAILED, Outcome.NOT_ASSESSED, Outcome.PASSED)


@dataclass(frozen=True)
class Posture:
    """How many controls became what, and each control on its own."""

    tally: tuple[tuple[Word, int], ...]
    table: Listing
    target_read: bool


@chapter("posture", title="Identity and security, before and after", order=5)
def posture(material: Material) -> Posture:
    """Return every control of the identity area that judges an environment, worst change first."""
    table = posture_table(material)
    counted = Counter(row[1] for row in table.rows)
    tally = tuple((word, counted[word]) for word in WORST_FIRST)
    return Posture(tally, table, material.situation.target is not None)


def posture_table(material: Material) -> Listing:
    """Return control, change, its state in source and target, frameworks and deviation."""
    controls = sorted(
        _controls(material.findings).items(),
        key=lambda each: (WORST_FIRST.index(change(each[1])), each[0]),
    )
    rows = [_cells(check, by_side, material) for check, by_side in controls]
    columns = ("Control", "Change", "Source", "Target", "Frameworks", "Accepted deviation")
    return listing("Identity posture, control by control", columns, rows, shown=len(rows))


def change(by_side: dict[str, list[Finding]]) -> Word:
    """Return what became of one control between source and target."""
    pair = (_worst(by_side.get("source", ())), _worst(by_side.get("target", ())))
    return CHANGE.get(pair, UNKNOWN)


def _controls(findings: Iterable[Finding]) -> dict[str, dict[str, list[Finding]]]:
    controls: dict[str, dict[str, list[Finding]]] = {}
    for finding in findings:
        if finding.area is Area.IDENTITY and finding.side in ("source", "target"):
            controls.setdefault(finding.check, {}).setdefault(finding.side, []).append(finding)
    return controls


def _worst(found: Iterable[Finding]) -> Outcome:
    outcomes = {finding.outcome for finding in found}
    return next((each for each in SEVEREST if each in outcomes), Outcome.NOT_ASSESSED)


def _cells(check: str, by_side: dict[str, list[Finding]], material: Material) -> tuple[Cell, ...]:
    one = next(iter(by_side.values()))[0]
    return (
        one.title or check,
        change(by_side),
        _seen(by_side.get("source", [])),
        _seen(by_side.get("target", [])),
        ", ".join(one.frameworks),
        _deviation(check, material),
    )


def _seen(found: list[Finding]) -> Word:
    """Return the worst outcome on one side, with the number of rows that prove a failure."""
    if not found:
        return Word("Not read", "unk")
    word = OUTCOME[_worst(found)]
    rows = sum(each.evidence.height for each in found if each.outcome is Outcome.FAILED)
    return Word(f"{word.text}, {rows:,} row{'s' * (rows != 1)}", word.mark) if rows else word


def _deviation(check: str, material: Material) -> str:
    """Return who accepted what the target does worse, or has never done."""
    return "; ".join(
        f"{each.who}, until {material.clock.day(each.expires_on)}"
        for each in material.deviations(check, "target")
    )
