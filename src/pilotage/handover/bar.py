"""A bar of counts: failed, not assessed, passed, each in its share."""

from __future__ import annotations

from dataclasses import dataclass

WIDTH = 200
"""Of the bar, in pixels."""


@dataclass(frozen=True)
class Part:
    """One piece of the bar: where it starts, how wide it is, what it stands for."""

    x: float
    width: float
    mark: str


def bar(failed: int, unknown: int, passed: int) -> tuple[Part, ...]:
    """Return the pieces of a bar, worst first; nothing is drawn for a count of zero."""
    total = failed + unknown + passed
    parts, x = [], 0.0
    for count, mark in ((failed, "bad"), (unknown, "unk"), (passed, "ok")):
        if count:
            width = round(WIDTH * count / total, 1)
            parts.append(Part(round(x, 1), width, mark))
            x += width
    return tuple(parts)
