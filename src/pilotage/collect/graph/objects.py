"""From JSON objects to columns: look a property up, check its type, build the frame.

Everything here works on whole columns, because a page of people is read for each of many
tables and an organisation has a hundred thousand people.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, compress
from types import NoneType
from typing import Any

import polars as pl

from pilotage.collect.batch import Batch
from pilotage.collect.graph import Answer, Object
from pilotage.collect.moments import moment, unread_moments
from pilotage.facts.snapshot import Refusal
from pilotage.facts.table import Table

BIGGEST = 2**53
"""JSON numbers are exact up to here; no count or size of an export comes near it."""

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


def sound(
    answer: Answer,
    fields: Fields,
    keys: Sequence[str] = ("id",),
    also: Mapping[str, Kind] | None = None,
) -> tuple[Answer, tuple[Refusal, ...]]:
    """Return the objects whose properties have the right types, and the refusal of the rest.

    ``also`` names properties that other tables take from the same objects. An object in which
    one of ``keys`` is empty is refused.
    """
    checks = dict.fromkeys(keys, TEXT)
    checks |= {path: each.kind for each in fields.values() for path in each.places}
    answer, refused = _only_objects(answer)
    bad: dict[int, str] = {}
    for path, kind in {**checks, **(also or {})}.items():
        for index, why in _misfits(column(answer.objects, path), path, kind):
            bad.setdefault(index, why)
    for key in keys:
        for index, value in enumerate(column(answer.objects, key)):
            if not value:
                bad.setdefault(index, f"{key} is empty")
    return _without(answer, bad), (*refused, *_refusals(answer.where, bad))


def frame(
    answer: Answer, fields: Fields, parent: str = "", always: Sequence[str] = ()
) -> pl.DataFrame:
    """Return a column for each field that at least one object carries, and those of ``always``.

    ``parent`` names the column that takes the parents' ids. Objects are taken as ``sound``.
    """
    parents = {parent: pl.Series(answer.parents, dtype=pl.String)} if parent else {}
    raw: dict[str, pl.Series] = {}
    made: list[pl.Expr] = []
    for name, each in fields.items():
        places = [path for path in each.places if carried(answer.objects, path)]
        places = places or list(each.places[:1]) * (name in always)
        for path in places:
            raw[path] = pl.Series(column(answer.objects, path), dtype=each.kind.dtype)
        if places:
            made.append(_finished(each, places).alias(name))
    return pl.DataFrame(raw).select(made).with_columns(**parents)


def batch(
    table: Table,
    answer: Answer,
    fields: Fields,
    *,
    keys: Sequence[str] = ("id",),
    also: Mapping[str, Kind] | None = None,
    parent: str = "",
) -> tuple[Batch, Answer]:
    """Return the rows of ``table``, and the answer without the objects that were refused."""
    kept, refused = sound(answer, fields, keys, also)
    bounds = _too_small(table, kept, fields)
    refused = (*refused, *_refusals(kept.where, bounds))
    kept = _without(kept, bounds)
    times = tuple(_bad_moments(kept, fields))
    return Batch(table, frame(kept, fields, parent, table.key), (*refused, *times)), kept


def children(answer: Answer, name: str, key: str = "id") -> Answer:
    """Return the objects that lie in the list ``name``, each with the id of its holder."""
    lists = [each.get(name) or [] for each in answer.objects]
    holders = column(answer.objects, key)
    parents = chain.from_iterable(
        [holder] * len(its) for holder, its in zip(holders, lists, strict=True)
    )
    where = f"{answer.where}: {name}" if answer.where else name
    return Answer(list(chain.from_iterable(lists)), where, list(parents))


def _finished(each: Field, places: Iterable[str]) -> pl.Expr:
    parts = [each.kind.finish(pl.col(path)) for path in places]
    value = parts[0] if len(parts) == 1 else each.kind.several(parts)
    if each.words:
        value = value.replace_strict(dict(each.words), default=None, return_dtype=_dtype(each))
    return value if each.empty is None else value.fill_null(each.empty)


def _dtype(each: Field) -> type[pl.DataType]:
    return pl.Boolean if isinstance(next(iter(each.words.values())), bool) else pl.String


def _only_objects(answer: Answer) -> tuple[Answer, tuple[Refusal, ...]]:
    """Leave out what is not an object, and what a delta says is gone."""
    if set(map(type, answer.objects)) <= {dict} and not any(
        "@removed" in each for each in answer.objects
    ):
        return answer, ()
    bad: dict[int, str] = {}
    for index, each in enumerate(answer.objects):
        if not isinstance(each, dict):
            bad[index] = f"{word(each)} where an object should be"
        elif "@removed" in each:
            bad[index] = "the object was removed"
    return _without(answer, bad), _refusals(answer.where, bad)


def _misfits(values: list[Any], path: str, kind: Kind) -> Iterator[tuple[int, str]]:
    fits = {kind.holds, NoneType}
    if not set(map(type, values)) <= fits:
        for index, value in enumerate(values):
            if type(value) not in fits:
                yield index, f"{path} is {word(value)}, not {WORDS[kind.holds]}"
    elif kind.items is not NoneType:
        yield from _odd_items(values, path, kind.items)
    elif kind.holds is int:
        for index, value in enumerate(values):
            if value is not None and abs(value) > BIGGEST:
                yield index, f"{path} is too large a number"


def _odd_items(values: list[Any], path: str, fit: type) -> Iterator[tuple[int, str]]:
    if set(map(type, chain.from_iterable(filter(None, values)))) <= {fit}:
        return
    for index, value in enumerate(values):
        if odd := [item for item in value or () if type(item) is not fit]:
            yield index, f"{path} holds {word(odd[0])} where {WORDS[fit]} should be"


def _too_small(table: Table, answer: Answer, fields: Fields) -> dict[int, str]:
    bad: dict[int, str] = {}
    for name, each in fields.items():
        least = table.columns[name].least
        if least is None:
            continue
        for index, value in enumerate(column(answer.objects, each.places[0])):
            if value is not None and value < least:
                bad.setdefault(index, f"{each.places[0]} is {value}, less than {least:g}")
    return bad


def _bad_moments(answer: Answer, fields: Fields) -> Iterator[Refusal]:
    paths = [path for each in fields.values() if each.kind is MOMENT for path in each.places]
    for path in paths:
        if not carried(answer.objects, path):
            continue
        values = pl.DataFrame({"text": pl.Series(column(answer.objects, path), dtype=pl.String)})
        if count := values.select(unread_moments(pl.col("text"))).item():
            why = f"{path} is not a time; the value is left out and the row is kept"
            yield Refusal(answer.where, why, count)


def word(value: Any) -> str:
    """Return what kind of JSON value this is, in words."""
    return WORDS.get(type(value), "something odd")


def _without(answer: Answer, bad: Mapping[int, str]) -> Answer:
    if not bad:
        return answer
    keep = [index not in bad for index in range(len(answer.objects))]
    parents = list(compress(answer.parents, keep))
    return replace(answer, objects=list(compress(answer.objects, keep)), parents=parents)


def _refusals(where: str, bad: Mapping[int, str]) -> tuple[Refusal, ...]:
    """Return one refusal per reason, with the place of the first object it concerns."""
    reasons: dict[str, list[int]] = defaultdict(list)
    for index in sorted(bad):
        reasons[bad[index]].append(index)
    return tuple(
        Refusal(
            f"{where}: value[{at[0]}]" + (f" and {len(at) - 1} more" * (len(at) > 1)), why, len(at)
        )
        for why, at in reasons.items()
    )
