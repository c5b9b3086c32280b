"""What may stand in an engagement file: known keys, tables where tables belong, sane values.

TOML and the validator forgive much: a date that is ``0`` becomes 1970, ``true`` counts as 1. Here
such a value is refused with its key, because nobody means it.
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from types import NoneType
from typing import Any, TypeGuard, get_args, get_type_hints

YEARS = range(1990, 2101)
"""Years that a migration can lie in; calendars break far outside."""

MOST = 1e9
"""No count, no size in GB and no cost per week of an engagement comes near it."""

BEFORE_OR_AFTER = ".days"
"""The end of a key that counts days from the move, before it below zero."""

TEXTUAL = "\n\t\r"
"""Characters below the blank that a text may hold."""


def odd_values(tree: object, hint: Any, path: str = "") -> Iterator[str]:
    """Yield a sentence per key or value below ``tree`` that cannot stand where it does.

    ``hint`` is the type that belongs there: a dataclass, ``tuple[X, ...]``, ``X | None``, or X.
    """
    shapes = [each for each in get_args(hint) if is_dataclass(each)]
    if is_dataclass(hint):
        yield from _odd_keys(tree, hint, path)
    elif isinstance(tree, list):
        for number, each in enumerate(tree, start=1):
            yield from odd_values(each, shapes[0] if shapes else hint, f"{path}[{number}]")
    elif shapes:
        yield f"{path} must be a list of tables, written [[{path}]]"
    elif why := _odd(tree, _types(hint)):
        yield f"{path} {why}"
    elif _is_number(tree) and tree < 0 and not path.endswith(BEFORE_OR_AFTER):
        yield f"{path} must be 0 or more, not {tree}"


def _odd_keys(tree: object, shape: Any, path: str) -> Iterator[str]:
    if not isinstance(tree, dict):
        yield f"{path} must be a table, written [{path}]"
        return
    hints = get_type_hints(shape)
    known = [field.name for field in fields(shape)]
    for key, value in tree.items():
        here = f"{path}.{key}" if path else key
        if key in known:
            yield from odd_values(value, hints[key], here)
        else:
            near = difflib.get_close_matches(key, known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"
            yield f"unknown key {here}; {hint}"


def _types(hint: Any) -> set[Any]:
    """Return the types that a single value may have."""
    inner = {each for each in get_args(hint) if each not in (NoneType, Ellipsis)}
    return inner or {hint}


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _odd(value: object, types: set[Any]) -> str:
    """Say why a value cannot be of these types although the validator would take it."""
    number = value if _is_number(value) else None
    flag = isinstance(value, bool)
    year = value.year if isinstance(value, date) else YEARS[0]
    unprintable = isinstance(value, str) and any(
        each < " " and each not in TEXTUAL for each in value
    )
    rules = (
        (
            (number is not None or flag) and types & {date, datetime},
            f"is {value} where a day belongs",
        ),
        (flag and types & {int, float}, f"is {str(value).lower()} where a number belongs"),
        (number is not None and bool in types, f"is {value} where true or false belongs"),
        (isinstance(value, float) and not math.isfinite(value), f"is {value}, which is no amount"),
        (abs(number or 0) > MOST, f"is {value}, which nobody has"),
        (year not in YEARS, f"in the year {year} is a slip of the pen"),
        (unprintable, "holds a character that cannot be printed"),
    )
    return next((says for wrong, says in rules if wrong), "")
