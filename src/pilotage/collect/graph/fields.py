"""Where a column lies in a JSON object, and what must lie there.

Everything here works on whole columns, because a page of people is read for each of many
tables and an organisation has a hundred thousand people.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import NoneType
from typing import Any

import polars as pl

from pilotage.collect.graph import Object
from pilotage.collect.moments import moment

WORDS: dict[type, str] = {
    str: "text",
    bool: "true or false",
    int: "a whole number",
    float: "a number with a fraction",
    list: "a list",
    dict: "an object",
    NoneType: "empty",
}


@dataclass(frozen=True)
class Kind:
    """What a property must hold, and the dtype its values have before ``finish``.

    ``items`` is the type of the members where it is a list. ``several`` says how the columns of
    several paths become one.
    """

    holds: type
    dtype: pl.DataType | type[pl.DataType]
    items: type = NoneType
    finish: Callable[[pl.Expr], pl.Expr] = lambda value: value
    several: Callable[[Sequence[pl.Expr]], pl.Expr] = pl.coalesce


TEXT = Kind(str, pl.String)
LOWER = Kind(str, pl.String, finish=lambda value: value.str.to_lowercase())
FLAG = Kind(bool, pl.Boolean)
NUMBER = Kind(int, pl.Int64)
MOMENT = Kind(str, pl.String, finish=moment, several=pl.max_horizontal)
TEXTS = Kind(list, pl.List(pl.String), items=str)
OBJECTS = Kind(list, pl.Null, items=dict)
OBJECT = Kind(dict, pl.Null)


@dataclass(frozen=True)
class Field:
    """Where a column comes from: one or more paths (``manager/id``), and what they hold.

    ``words`` translates the words of Graph; a word that is not in it becomes null. ``empty``
    is what null means, for properties that Graph leaves out when they are false.
    """

    paths: str | tuple[str, ...]
    kind: Kind = TEXT
    words: Mapping[str, Any] = field(default_factory=dict)
    empty: bool | None = None

    @property
    def places(self) -> tuple[str, ...]:
        """Return the paths, also where there is only one."""
        return (self.paths,) if isinstance(self.paths, str) else self.paths


Fields = Mapping[str, Field]


def dig(thing: Any, path: str) -> Any:
    """Return what lies at ``path`` (slashes, as in OData), or what blocks the way to it."""
    for name in path.split("/"):
        if not isinstance(thing, dict):
            return thing
        thing = thing.get(name)
    return thing


def column(objects: Sequence[Object], path: str) -> list[Any]:
    """Return the value at ``path`` of each object."""
    if "/" in path:
        return [dig(each, path) for each in objects]
    return [each.get(path) for each in objects]


def carried(objects: Sequence[Object], path: str) -> bool:
    """Tell whether at least one object has the property; ``$select`` may have left it out.

    Where there is no object, nothing was left out.
    """
    first = path.partition("/")[0]
    return not objects or any(first in each for each in objects)


def word(value: Any) -> str:
    """Return what kind of JSON value this is, in words."""
    return WORDS.get(type(value), "something odd")
