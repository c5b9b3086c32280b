"""From JSON objects to the rows of a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

import polars as pl

from pilotage.collect.batch import Batch
from pilotage.collect.graph import Answer
from pilotage.collect.graph.fields import Field, Fields, Kind, carried, column
from pilotage.collect.graph.sound import bad_moments, refusals, sound, too_small, without
from pilotage.facts.table import Table


def frame(
    answer: Answer, fields: Fields, parent: str = "", always: Sequence[str] = ()
) -> pl.DataFrame:
    """Return a column for each field that at least one object carries, and those of ``always``.

    ``parent`` names the column that takes the parents' ids. Objects are taken as ``sound``.
    """
    raw: dict[str, pl.Series] = {}
    made: list[pl.Expr] = []
    for name, each in fields.items():
        places = [path for path in each.places if _was_read(answer, path)]
        places = places or list(each.places[:1]) * (name in always)
        for path in places:
            raw[path] = pl.Series(column(answer.objects, path), dtype=each.kind.dtype)
        if places:
            made.append(_finished(each, places).alias(name))
    if parent:
        raw["*parent"] = pl.Series(answer.parents, dtype=pl.String)
        made.append(pl.col("*parent").alias(parent))
    return pl.DataFrame(raw).select(made)


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
    bounds = too_small(table, kept, fields)
    refused = (*refused, *refusals(kept.where, bounds))
    kept = without(kept, bounds)
    times = tuple(bad_moments(kept, fields))
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


def _was_read(answer: Answer, path: str) -> bool:
    return path.partition("/")[0] in answer.selected or carried(answer.objects, path)


def _finished(each: Field, places: Iterable[str]) -> pl.Expr:
    parts = [each.kind.finish(pl.col(path)) for path in places]
    value = parts[0] if len(parts) == 1 else each.kind.several(parts)
    if each.words:
        value = value.replace_strict(dict(each.words), default=None, return_dtype=_dtype(each))
    return value if each.empty is None else value.fill_null(each.empty)


def _dtype(each: Field) -> type[pl.DataType]:
    return pl.Boolean if isinstance(next(iter(each.words.values())), bool) else pl.String
