"""What a policy includes and excludes on some axes, as cubes.

An any-of names atoms on several axes, and a sign-in meets it by one of them: a person in one of
two groups, a place that is trusted by one of three names. Included is a cube for each axis;
not excluded is one cube, since it must miss them all.
"""

from __future__ import annotations

from collections.abc import Mapping

from pilotage.assess.coverage.cubes import EVERYTHING, Axis, Cube, Full, meets

AnyOf = Mapping[str, int]
"""Atoms by axis; one hit on one axis is enough. No axis at all is met by nothing."""

IN, OUT = 1, 2
"""The two atoms of an axis that is a plain question, such as: inside this group?"""


def question(name: str, yes: str, no: str) -> Axis:
    """Return an axis of two atoms: ``yes`` is IN, ``no`` is OUT."""
    return Axis(name, (yes, no))


def either(*several: AnyOf) -> AnyOf:
    """Return what is met when one of ``several`` is."""
    merged: dict[str, int] = {}
    for each in several:
        for axis, mask in each.items():
            if mask:
                merged[axis] = merged.get(axis, 0) | mask
    return merged


def cubes_of(any_of: AnyOf) -> list[Cube]:
    """Return a cube for each axis."""
    return [{axis: mask} for axis, mask in any_of.items() if mask]


def missing_all(any_of: AnyOf, full: Full) -> list[Cube]:
    """Return the one cube that meets none of it; no cube where all of an axis is named."""
    cube = {axis: full[axis] & ~mask for axis, mask in any_of.items()}
    return [cube] if all(cube.values()) else []


def inside(include: AnyOf | None, exclude: AnyOf, full: Full) -> list[Cube]:
    """Return what is included, all if None, and not excluded: exclusions win."""
    included = [EVERYTHING] if include is None else cubes_of(include)
    return meets(included, missing_all(exclude, full))
