"""Identity posture: source beside target, control by control. Improve, do not replicate."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from pilotage.facts.finding import Finding, Outcome
from pilotage.facts.posture import Change, Control, controls, worst
from pilotage.handover import chapter
from pilotage.handover.listing import Cell, Listing, listing
from pilotage.handover.material import Material
from pilotage.handover.scorecards import ScoreCard, opinions_table, score_cards
from pilotage.handover.story import Line, story
from pilotage.handover.words import OUTCOME, Word

BETTER = Word("Better", "ok")
KEPT = Word("Same, good", "ok")
WORSE = Word("Worse", "bad")
CARRIED = Word("Same, weak (carried debt)", "watch")
UNKNOWN = Word("Unknown", "unk")
WORST_FIRST = (WORSE, CARRIED, UNKNOWN, BETTER, KEPT)

FOLDED = (BETTER, KEPT)
"""What needs nobody to act, and so lies folded away."""

LONG = 12
"""Unknown controls beyond this number are folded away as well; their count stands on top."""


@dataclass(frozen=True)
class Group:
    """The controls that became the same; ``folded`` where nobody has to act on them."""

    word: Word
    table: Listing
    folded: bool


@dataclass(frozen=True)
class Posture:
    """The story for an executive, the three sub-scores, and every control by what it became.

    ``apart`` is where other tools contradict us.
    """

    story: tuple[Line, ...]
    cards: tuple[ScoreCard, ...]
    apart: Listing
    tally: tuple[tuple[Word, int], ...]
    table: Listing
    groups: tuple[Group, ...]
    target_read: bool


@chapter("posture", title="Identity and security, before and after", order=6)
def posture(material: Material) -> Posture:
    """Return every control of the identity area that judges an environment, worst change first."""
    table = posture_table(material)
    counted = Counter(row[1] for row in table.rows)
    tally = tuple((word, counted[word]) for word in WORST_FIRST)
    groups = tuple(_group(word, table) for word in WORST_FIRST)
    return Posture(
        story(_controls(material), material),
        score_cards(material),
        opinions_table(material, apart=True),
        tally,
        table,
        groups,
        material.situation.target is not None,
    )


def posture_table(material: Material) -> Listing:
    """Return control, change, its state in source and target, frameworks and deviation."""
    ranked = sorted(_controls(material), key=lambda each: WORST_FIRST.index(_word(each)))
    rows = [_cells(each, material) for each in ranked]
    columns = ("Control", "Change", "Source", "Target", "Frameworks", "Accepted deviation")
    return listing("Identity posture, control by control", columns, rows, shown=len(rows))


def _controls(material: Material) -> tuple[Control, ...]:
    found = material.findings
    return controls(
        (each for each in found if each.side == "source"),
        (each for each in found if each.side == "target"),
    )


def _group(word: Word, table: Listing) -> Group:
    """Return the rows of ``table`` that became ``word``, without the column that says so."""
    rows = [(row[0], *row[2:]) for row in table.rows if row[1] == word]
    columns = (table.columns[0], *table.columns[2:])
    folded = word in FOLDED or (word == UNKNOWN and len(rows) > LONG)
    title = f"{word.text}: {len(rows)} control{'s' * (len(rows) != 1)}"
    return Group(word, listing(title, columns, rows, shown=len(rows)), folded)


def _word(control: Control) -> Word:
    """Return what became of one control between source and target."""
    if control.change is Change.SAME:
        return KEPT if worst(control.after) is Outcome.PASSED else CARRIED
    return {Change.BETTER: BETTER, Change.WORSE: WORSE}.get(control.change, UNKNOWN)


def _cells(control: Control, material: Material) -> tuple[Cell, ...]:
    return (
        control.any.title or control.check,
        _word(control),
        _seen(control.before),
        _seen(control.after),
        ", ".join(control.any.frameworks),
        _deviation(control.check, material),
    )


def _seen(found: tuple[Finding, ...]) -> Word:
    """Return the worst outcome on one side, with the number of rows that prove a failure."""
    if not found:
        return Word("Not read", "unk")
    word = OUTCOME[worst(found)]
    rows = sum(each.evidence.height for each in found if each.outcome is Outcome.FAILED)
    return Word(f"{word.text}, {rows:,} row{'s' * (rows != 1)}", word.mark) if rows else word


def _deviation(check: str, material: Material) -> str:
    """Return who accepted what the target does worse, or has never done."""
    return "; ".join(
        f"{each.who}, until {material.clock.day(each.expires_on)}"
        for each in material.deviations(check, "target")
    )
