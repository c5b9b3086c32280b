"""The people of a wave as rows: how each item stands, what is excused, and what blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pilotage.facts.excuse import Excuse
from pilotage.facts.wave_readiness import READY

EXCUSED = "excused"
SHAPES = {"ready": "ok", "not_ready": "bad", "unknown": "unk", EXCUSED: "watch"}
WORDS = {"not_ready": "not ready", EXCUSED: "excused"}


@dataclass(frozen=True)
class Mark:
    """How one item of a person stands; ``shape`` and ``word`` say it, ``because`` why."""

    item: str
    word: str
    shape: str
    because: str


@dataclass(frozen=True)
class Row:
    """One person of a wave; ``open`` are the items that are neither ready nor excused."""

    unit: str
    name: str
    department: str
    word: str
    shape: str
    because: tuple[str, ...]
    marks: tuple[Mark, ...]
    open: tuple[str, ...]


def rows_of(
    people: Iterable[Mapping[str, Any]],
    items: Mapping[str, Sequence[Mapping[str, Any]]],
    titles: Sequence[str],
    excuses: Iterable[Excuse],
    today: date,
) -> Iterator[Row]:
    """Yield the people in their order; who has only excused items open is excused."""
    excused = {(each.person, each.item): each for each in excuses if each.until >= today}
    for person in people:
        unit = person["unit"]
        found = {row["item"]: row for row in items.get(unit, ())}
        marks = tuple(
            _mark(item, found.get(item), excused.get((unit, item)))
            for item in titles
            if not found or item in found
        )
        open_ = tuple(m.item for m in marks if m.shape not in ("ok", "watch")) if found else ()
        word = EXCUSED if found and not open_ and person["state"] != READY else person["state"]
        yield Row(
            unit,
            person["name"],
            person["department"],
            WORDS.get(word, word),
            SHAPES.get(word, "unk"),
            tuple(person["because"]),
            marks,
            open_ or tuple(person["blocking"]),
        )


def _mark(item: str, row: Mapping[str, Any] | None, excuse: Excuse | None) -> Mark:
    if row is None:
        return Mark(item, "unknown", "unk", "was not looked at")
    word, because = row["state"], row["because"]
    if excuse and word != READY:
        word, because = EXCUSED, f"{excuse.why}, until {excuse.until}; {because}"
    return Mark(item, WORDS.get(word, word), SHAPES[word], because)
