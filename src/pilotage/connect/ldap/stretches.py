"""A search cut into stretches, so that a collection that was killed loses one of them.

The place in a paged search is known to its connection alone and dies with it. Active Directory
numbers every change, and so every object by its last one (``uSNChanged``, indexed); a stretch is
a run of these numbers, and the last one has no end, so an object that changes meanwhile moves
ahead of us and is met again, never missed. Another server counts differently, and other
directories do not count: there the only stretch is the whole.
Source  https://learn.microsoft.com/windows/win32/ad/polling-for-changes-using-usnchanged
"""

from __future__ import annotations

from dataclasses import dataclass, replace

FIRST_WIDTH = 10_000
FEW, MANY = 2_000, 10_000
"""A stretch with fewer entries is followed by a wider one, with more by a narrower one."""


@dataclass(frozen=True)
class Stretch:
    """Change numbers from ``first``, ``width`` of them; ``server`` is who counts.

    ``last`` is the highest number when the search began; 0 where nobody counts.
    """

    server: str
    last: int
    first: int = 0
    width: int = FIRST_WIDTH

    @property
    def ends(self) -> bool:
        """Tell whether nothing comes after this stretch."""
        return self.first + self.width > self.last

    @property
    def place(self) -> str:
        """Return the stretch in words that ``resumed`` understands."""
        return f"{self.first} {self.server}"

    def within(self, filter: str) -> str:
        """Return ``filter`` narrowed to this stretch."""
        if not self.last:
            return filter
        low = f"(uSNChanged>={self.first})" if self.first else ""
        high = "" if self.ends else f"(uSNChanged<={self.first + self.width - 1})"
        return f"(&{filter}{low}{high})" if low or high else filter

    def next(self, found: int) -> Stretch:
        """Return the stretch after this one, in which ``found`` entries were."""
        width = self.width * 4 if found < FEW else self.width
        if found > MANY:
            width = max(self.width // 2, 1)
        return replace(self, first=self.first + self.width, width=width)


def resumed(place: str, start: Stretch) -> Stretch | None:
    """Return the stretch at ``place``, or None where this server knows no such place."""
    first, _, server = place.partition(" ")
    if server != start.server or not first.isdecimal():
        return None
    return replace(start, first=int(first))
