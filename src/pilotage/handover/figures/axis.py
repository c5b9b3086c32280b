"""Where things stand in a figure: its frame, and an axis of days in bins."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Frame:
    """The size of the drawing and where its axes lie, in pixels."""

    width: float = 560.0
    height: float = 204.0
    left: float = 46.0
    right: float = 548.0
    top: float = 40.0
    floor: float = 164.0


FRAME = Frame()


@dataclass(frozen=True)
class Axis:
    """Turns days from day zero into places; each bin holds ``step`` days."""

    first: int
    last: int
    step: int

    def x(self, day: float) -> float:
        """Return the place of a moment."""
        whole = self.last - self.first
        return round(FRAME.left + (FRAME.right - FRAME.left) * (day - self.first) / whole, 1)

    def bin(self, day: float) -> int:
        """Return the first day of the bin that holds a moment."""
        return int(day // 1 - (day // 1 - self.first) % self.step)

    def middle(self, day: float) -> float:
        """Return the place of the middle of the bin that holds a moment."""
        return self.x(self.bin(day) + self.step / 2)
