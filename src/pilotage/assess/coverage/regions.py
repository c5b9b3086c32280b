"""A region of sign-ins in words: who, to which application, from where, with what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

import polars as pl

from pilotage.assess.agreed.entries import listing
from pilotage.assess.coverage.cubes import Axis, Cube
from pilotage.assess.coverage.directory import WHO, Directory
from pilotage.assess.coverage.people import ANYONE_ELSE, MEMBER
from pilotage.assess.coverage.resources import ANY_OTHER, SUITE_WORDS
from pilotage.assess.coverage.scene import Scene

ANY, EVERYONE = "any", "everyone"
NAMED = 3
"""How many people a region names; it counts the others."""

PARTS: Mapping[str, tuple[str, ...]] = {
    "who": (WHO, "user", "kind", "group:", "role:"),
    "app": ("app", "app filter:"),
    "platform": ("platform",),
    "location": ("location:", "trusted"),
    "client": ("client",),
    "device": ("device", "filter:"),
    "sign_in_risk": ("sign_in_risk",),
    "user_risk": ("user_risk",),
    "insider_risk": ("insider_risk",),
    "flow": ("flow",),
}
"""The axes that each part of a region speaks of, by their name or how it begins."""

PART_WORDS = {
    "who": "people",
    "app": "application",
    "sign_in_risk": "sign-in risk",
    "user_risk": "user risk",
    "insider_risk": "insider risk",
    "flow": "authentication flow",
}


def parts(laid: Scene, cube: Cube, asked: Cube) -> dict[str, str]:
    """Return each part of a region in words; one as wide as was ``asked`` is any, or everyone."""
    told = {part: list(_told(laid, cube, part, asked)) for part in PARTS}
    whole = {part: " and ".join(words) or ANY for part, words in told.items()}
    return {**whole, "who": whole["who"] if told["who"] else EVERYONE}


def people(count: int) -> str:
    """Return a count of users in words."""
    return "1 user" if count == 1 else f"{count:,} users"


@cache
def part_of(axis: str) -> str:
    """Return the part of a region that an axis belongs to."""
    return next(part for part, names in PARTS.items() if any(_fits(axis, name) for name in names))


def _fits(axis: str, name: str) -> bool:
    return axis.startswith(name) if name.endswith(":") else axis == name


def _told(laid: Scene, cube: Cube, part: str, asked: Cube) -> Iterator[str]:
    for name in sorted(cube, key=list(laid.full).index):
        free = asked.get(name, _free(laid, name))
        if part_of(name) == part and cube[name] != free:
            yield _words(laid, laid.axes[name], cube[name])


def _free(laid: Scene, axis: str) -> int:
    """Return the mask of an axis that needs no word: all applications are no actions."""
    return laid.resources.apps if axis == laid.resources.axis.name else laid.full[axis]


def _words(laid: Scene, axis: Axis, mask: int) -> str:
    if axis.name == WHO and laid.directory is not None:
        return _people(laid.directory, mask)
    inside, outside = mask, _free(laid, axis.name) & ~mask
    has, lacks = ([_name(laid, word) for word in axis.words(part)] for part in (inside, outside))
    if {ANYONE_ELSE, MEMBER, ANY_OTHER} & set(has) and 0 < len(lacks) < len(has):
        return f"all but {listing(lacks)}"
    return listing(has)


def _name(laid: Scene, word: str) -> str:
    return laid.names.get(word) or SUITE_WORDS.get(word, word)


def _people(directory: Directory, mask: int) -> str:
    """Return who is in some classes: everyone, or names."""
    found = directory.people(mask & directory.known)
    if found.height == directory.users.height:
        return EVERYONE
    known = found.head(NAMED).select(pl.coalesce("upn", "name", "user")).to_series()
    strangers = [f"{id}, who is not in the directory" for id in directory.strangers_in(mask)]
    more = found.height - NAMED
    names = ", ".join([*known, *strangers])
    return f"{names} and {more:,} more" if more > 0 else names
