"""Regions of sign-ins, and what is left of one when others are taken away.

A sign-in is one atom on every axis: one kind of person, one application, one platform and so
on. A cube names, for some axes, the atoms that belong to it as bits of an integer; an axis that
it does not name is free. So a cube of a few numbers stands for any number of sign-ins, and the
search below never walks through sign-ins one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import product

Cube = Mapping[str, int]
"""Atoms by axis; never empty on an axis, and free on every axis that is absent."""

EVERYTHING: Cube = {}
STEPS = 60_000
"""How many regions a search looks at before it gives up; what is left then is unknown."""


@dataclass(frozen=True)
class Axis:
    """One property of a sign-in and the values it can have, in words."""

    name: str
    atoms: tuple[str, ...]

    @property
    def full(self) -> int:
        """Return the mask of all atoms."""
        return (1 << len(self.atoms)) - 1

    def mask(self, words: Iterable[str]) -> int:
        """Return the atoms among ``words``; words that are none are left out."""
        known = {atom.lower(): 1 << place for place, atom in enumerate(self.atoms)}
        return reduce(lambda mask, word: mask | known.get(word.lower(), 0), words, 0)

    def words(self, mask: int) -> tuple[str, ...]:
        """Return the atoms of ``mask`` in words."""
        return tuple(atom for place, atom in enumerate(self.atoms) if mask >> place & 1)


Full = Mapping[str, int]
"""The mask of all atoms of every axis."""


def meet(one: Cube, other: Cube) -> Cube | None:
    """Return what two cubes share, None where they share nothing."""
    both = dict(one)
    for axis, mask in other.items():
        shared = both.get(axis, mask) & mask
        if not shared:
            return None
        both[axis] = shared
    return both


def meets(*factors: Sequence[Cube]) -> list[Cube]:
    """Return every non-empty intersection of one cube of each factor."""
    found: list[Cube] = []
    for cubes in product(*factors):
        both: Cube | None = EVERYTHING
        for cube in cubes:
            both = meet(both, cube) if both is not None else None
        if both is not None:
            found.append(both)
    return found


def without(region: Cube, cover: Cube, full: Full) -> Iterator[Cube]:
    """Yield disjoint cubes that make up ``region`` less ``cover``, which must overlap it."""
    inside = dict(region)
    for axis, mask in cover.items():
        has = inside.get(axis, full[axis])
        if outside := has & ~mask:
            yield {**inside, axis: outside}
            inside[axis] = has & mask


@dataclass(frozen=True)
class Left:
    """What covers leave of a region: disjoint cubes; not all of them unless ``complete``."""

    cubes: tuple[Cube, ...]
    complete: bool


def left(
    starts: Iterable[Cube],
    covers: Sequence[Cube],
    full: Full,
    *,
    once: str = "",
    steps: int = STEPS,
) -> Left:
    """Return what is left of ``starts`` outside all ``covers``.

    With ``once``, each atom of that axis is reported in one region only, which is much less
    work where the question is who, not how.
    """
    found: list[Cube] = []
    seen: Cube = {}
    waiting = [(start, covers) for start in starts]
    while waiting and steps:
        steps -= 1
        region, near = waiting.pop()
        if seen and not (region := next(iter(without(region, seen, full)), {})):
            continue
        near = [cover for cover in near if _overlap(region, cover)]
        if not near:
            found.append(region)
            seen = {once: seen.get(once, 0) | region.get(once, full[once])} if once else {}
            continue
        widest = min(near, key=lambda cover: _cuts(region, cover, full))
        waiting += ((piece, near) for piece in without(region, widest, full))
    return Left(tuple(found), not waiting)


def grown(region: Cube, covers: Sequence[Cube], full: Full, start: Cube) -> Cube:
    """Return ``region`` made as large as it can be inside ``start`` without touching a cover.

    It grows axis by axis, in the order of ``full``.
    """
    made = dict(region)
    for axis in full:
        if axis not in made:
            continue
        rest = {name: mask for name, mask in made.items() if name != axis}
        taken = 0
        for cover in covers:
            if _overlap(rest, cover, axis):
                taken |= cover.get(axis, full[axis])
        made[axis] = start.get(axis, full[axis]) & ~taken
        if made[axis] == full[axis]:
            del made[axis]
    return made


def within(one: Cube, other: Cube, full: Full) -> bool:
    """Tell whether ``one`` lies inside ``other``."""
    return not any(one.get(axis, full[axis]) & ~mask for axis, mask in other.items())


def _overlap(region: Cube, cover: Cube, but: str = "") -> bool:
    """Tell whether two cubes share a sign-in; a plain loop, for this is where the time goes."""
    for axis, mask in cover.items():
        if axis in region and axis != but and not region[axis] & mask:
            return False
    return True


def _cuts(region: Cube, cover: Cube, full: Full) -> int:
    """Return how many pieces are left of ``region``; none if it is covered as a whole."""
    pieces = 0
    for axis, mask in cover.items():
        if region.get(axis, full[axis]) & ~mask:
            pieces += 1
    return pieces
