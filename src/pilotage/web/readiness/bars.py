"""Counts as one stacked bar, laid out here so that the page needs no script and no style."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

WIDTH = 120
CLASS = {"passed": "ok", "accepted": "watch", "failed": "bad", "unknown": "unk"}
"""How each word is drawn; words that are not here count nowhere."""


@dataclass(frozen=True)
class Part:
    """One stretch of the bar, in units of its width."""

    kind: str
    x: float
    width: float


def bar(counts: Mapping[str, int]) -> tuple[Part, ...]:
    """Return the stretches of a bar, the good ones first; none where nothing was counted."""
    total = sum(counts.get(word, 0) for word in CLASS)
    parts: list[Part] = []
    x = 0.0
    for word, kind in CLASS.items():
        if count := counts.get(word, 0):
            width = round(WIDTH * count / total, 2)
            parts.append(Part(kind, round(x, 2), width))
            x += width
    return tuple(parts)


def in_words(counts: Mapping[str, int]) -> str:
    """Return the counts as words, in the order of the bar."""
    return ", ".join(f"{counts.get(word, 0)} {word}" for word in CLASS)
