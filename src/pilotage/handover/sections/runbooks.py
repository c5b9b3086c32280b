"""Runbooks: what each wave does on its night, how long, and where there is no way back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from pilotage.facts.clock import from_t0, lasting
from pilotage.facts.runbook import Gate, Runbook, Step
from pilotage.handover import chapter
from pilotage.handover.listing import Cell, Link, Listing, listing
from pilotage.handover.material import Material
from pilotage.handover.words import Word

SHOWN = 100


@dataclass(frozen=True)
class Runbooks:
    """One row per runbook, and how many steps in all cannot be taken back."""

    table: Listing
    one_way: int
    planned: bool


@chapter("runbooks", title="Runbooks", order=9)
def runbooks(material: Material) -> Runbooks:
    """Return every runbook, in the order of its wave."""
    books = sorted(material.runbooks, key=lambda book: book.wave)
    one_way = sum(not step.reversible for book in books for step in _steps(book))
    return Runbooks(runbooks_table(material, SHOWN), one_way, material.plan is not None)


def runbooks_table(material: Material, shown: int) -> Listing:
    """Return wave, window, steps, gates, length, no way back, and the file of each runbook."""
    books = sorted(material.runbooks, key=lambda book: book.wave)
    columns = ("Runbook", "Window", "Steps", "Gates", "In the window")
    more = ("Longest way back", "No way back after", "One-way doors", "File")
    rows = [_row(book, material) for book in books]
    return listing("Runbooks", (*columns, *more), rows, shown=shown)


def in_window(book: Runbook) -> timedelta:
    """Return how long the steps that begin inside the window take, to the end of the last.

    Without a window those are all steps from T-0 on.
    """
    closes = book.window[1] - book.window[0] if book.window else timedelta.max
    inside = [step for step in _steps(book) if timedelta() <= step.starts < closes]
    return max((step.starts + step.lasts for step in inside), default=timedelta())


def _row(book: Runbook, material: Material) -> tuple[Cell, ...]:
    steps = _steps(book)
    window = material.clock.span(*book.window) if book.window else "no date yet"
    undo = max((step.undo_minutes for step in steps if step.reversible), default=0.0)
    file = f"runbooks/wave-{book.wave}.html"
    return (
        _title(book, material),
        window,
        len(steps),
        sum(isinstance(item, Gate) for item in book.items),
        lasting(in_window(book)),
        lasting(timedelta(minutes=undo)),
        _no_return(steps),
        sum(not step.reversible for step in steps),
        Link(file.removeprefix("runbooks/"), file),
    )


def _title(book: Runbook, material: Material) -> str:
    """Return the title without the name of the migration, which stands on top of the page."""
    return book.title.removesuffix(f": {material.migration.name}" if material.migration else "")


def _no_return(steps: list[Step]) -> Cell:
    doors = [step for step in steps if step.point_of_no_return]
    if not doors:
        return "none marked"
    first = min(doors, key=lambda step: step.starts)
    return Word(f"{from_t0(first.starts)}: {first.title}", "watch")


def _steps(book: Runbook) -> list[Step]:
    return [item for item in book.items if isinstance(item, Step)]
