"""Which objects have the types that their properties promise; the others cost only themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, compress
from types import NoneType
from typing import Any

import polars as pl

from pilotage.collect.graph import Answer
from pilotage.collect.graph.fields import MOMENT, TEXT, WORDS, Fields, Kind, carried, column, word
from pilotage.collect.moments import unread_moments
from pilotage.facts.snapshot import Refusal
from pilotage.facts.table import Table

BIGGEST = 2**53
"""JSON numbers are exact up to here; no count or size of an export comes near it."""


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
    return without(answer, bad), (*refused, *refusals(answer.where, bad))


def _only_objects(answer: Answer) -> tuple[Answer, tuple[Refusal, ...]]:
    """Leave out what is not an object, and what a delta says is gone."""
    if set(map(type, answer.objects)) <= {dict} and not any(
        "@removed" in each for each in answer.objects
    ):
        return answer, ()
    odd: dict[int, str] = {}
    gone: dict[int, str] = {}
    for index, each in enumerate(answer.objects):
        if not isinstance(each, dict):
            odd[index] = f"{word(each)} where an object should be"
        elif "@removed" in each:
            gone[index] = "the object was removed"
    harmless = (replace(one, harmless=True) for one in refusals(answer.where, gone))
    return without(answer, {**odd, **gone}), (*refusals(answer.where, odd), *harmless)


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


def too_small(table: Table, answer: Answer, fields: Fields) -> dict[int, str]:
    """Return, by place, the objects with a number below the least that its column allows."""
    bad: dict[int, str] = {}
    for name, each in fields.items():
        least = table.columns[name].least
        if least is None:
            continue
        for index, value in enumerate(column(answer.objects, each.places[0])):
            if value is not None and value < least:
                bad.setdefault(index, f"{each.places[0]} is {value}, less than {least:g}")
    return bad


def bad_moments(answer: Answer, fields: Fields) -> Iterator[Refusal]:
    """Yield one refusal per property of which a value is not a time; their rows are kept."""
    paths = [path for each in fields.values() if each.kind is MOMENT for path in each.places]
    for path in paths:
        if not carried(answer.objects, path):
            continue
        values = pl.DataFrame({"text": pl.Series(column(answer.objects, path), dtype=pl.String)})
        if count := values.select(unread_moments(pl.col("text"))).item():
            why = f"{path} is not a time; the value is left out and the row is kept"
            yield Refusal(answer.where, why, count, harmless=True)


def without(answer: Answer, bad: Mapping[int, str]) -> Answer:
    """Return the answer without the objects at these places."""
    if not bad:
        return answer
    keep = [index not in bad for index in range(len(answer.objects))]
    parents = list(compress(answer.parents, keep))
    return replace(answer, objects=list(compress(answer.objects, keep)), parents=parents)


def refusals(where: str, bad: Mapping[int, str]) -> tuple[Refusal, ...]:
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
