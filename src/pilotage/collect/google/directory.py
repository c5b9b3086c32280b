"""Answers of Google's Directory API as sheets, with the headers that GAM gives to the same.

Source  https://developers.google.com/workspace/admin/directory/reference/rest
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from pilotage.collect.csv_set.rows import LINE
from pilotage.collect.google.headers import GROUP_LIST, MEMBERS, PEOPLE, plain_header

KINDS = {
    "admin#directory#users": (PEOPLE, "users"),
    "admin#directory#groups": (GROUP_LIST, "groups"),
    "admin#directory#members": (MEMBERS, "members"),
}
"""What an answer holds and under which name, by its kind."""

LISTS = ("aliases", "nonEditableAliases")
ASKED = {PEOPLE: LISTS, GROUP_LIST: LISTS, MEMBERS: ()}
"""Properties that are absent where they are empty, and so were read all the same."""

FIRST = ("organizations", "locations", "relations")
"""Lists of objects of which the primary one counts, else the first."""


def sheet_of(holds: str, objects: Sequence[Any], group: str = "") -> tuple[pl.DataFrame, list[int]]:
    """Return the objects as text under plain headers, and the places of what is no object.

    ``group`` is the address of the group whose members these are.
    """
    rows: dict[int, dict[str, str]] = {}
    broken: list[int] = []
    asked = dict.fromkeys(map(plain_header, ASKED[holds]), "")
    for place, thing in enumerate(objects, 1):
        if isinstance(thing, Mapping):
            rows[place] = asked | {plain_header(name): text for name, text in _texts(thing)}
        else:
            broken.append(place)
    names = dict.fromkeys(name for row in rows.values() for name in row)
    texts = {name: [row.get(name) or None for row in rows.values()] for name in names}
    made = {name: pl.Series(values, dtype=pl.String) for name, values in texts.items()}
    frame = pl.DataFrame({**made, LINE: pl.Series(list(rows), dtype=pl.Int64)})
    if group:
        frame = frame.with_columns(pl.lit(group).alias("group"))
    return frame, broken


def _texts(thing: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    """Yield the values of an object as GAM would print them, by their dotted path."""
    for name, value in thing.items():
        at = f"{path}{name}"
        if isinstance(value, Mapping) and not path:
            yield from _texts(value, f"{at}.")
        elif name in FIRST and isinstance(value, list):
            chosen = _primary(value, name)
            yield from _texts(chosen, f"{at}.0.") if chosen else ()
        elif name in LISTS and isinstance(value, list):
            yield at, " ".join(each for each in value if isinstance(each, str))
        elif isinstance(value, str | bool | int | float):
            yield at, str(value)


def _primary(things: list[Any], name: str) -> Mapping[str, Any] | None:
    """Return the object that counts: the manager among relations, else the primary one."""
    objects = [each for each in things if isinstance(each, Mapping)]
    if name == "relations":
        return next((each for each in objects if each.get("type") == "manager"), None)
    return next(
        (each for each in objects if each.get("primary") is True), next(iter(objects), None)
    )
