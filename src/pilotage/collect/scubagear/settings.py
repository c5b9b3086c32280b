"""Every value of the export as a setting, so that nothing it says is lost.

Besides the areas of the export there are two of our own. ``areas`` holds how many objects
each area has: an area that is there and empty differs from one that was not read.
``commands`` holds, by product, whether each command succeeded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import orjson
import polars as pl

from pilotage.collect.batch import Batch
from pilotage.collect.graph.loose import DEEPEST
from pilotage.collect.scubagear.provider import MAPPINGS, Provider
from pilotage.facts.tables import SETTINGS

IDENTITIES = (
    *("identity", "id", "name", "displayname", "domain", "domainname", "settingname"),
    *("environmentname", "serviceplanname", "skupartnumber", "appid"),
)
"""Properties that tell one object of an area from another, the better first."""

ONLY = "value"
"""Name of the setting where an area is a single value."""

Setting = tuple[str, str, str, str]


def settings(provider: Provider) -> Batch:
    """Return SETTINGS: area, object, dotted path in lower case, value as compact JSON."""
    rows = [row for area in provider.areas for row in _area(provider, area)]
    rows += [
        ("areas", area, "objects", str(len(provider.objects(area)))) for area in provider.areas
    ]
    rows += [("commands", *ran, value) for ran, value in _commands(provider).items()]
    return Batch(SETTINGS, pl.DataFrame(rows, schema=SETTINGS.schema, orient="row"))


def _commands(provider: Provider) -> dict[tuple[str, str], str]:
    """Return by command and product whether it succeeded; one failure is a failure."""
    return {
        (command, product): value
        for kind, value in (("successful", "true"), ("unsuccessful", "false"))
        for product, commands in provider.commands(kind).items()
        for command in commands
    }


def _area(provider: Provider, area: str) -> Iterator[Setting]:
    if area.endswith("successful_commands"):
        return
    objects = provider.objects(area)
    for name, thing in zip(_names(objects), objects, strict=True):
        if isinstance(thing, Mapping):
            for path, value in _values(thing, "", 0):
                yield area, name, path, _json(value)
        else:
            yield area, name if len(objects) > 1 else "", ONLY, _json(thing)
    if area in MAPPINGS and not isinstance(provider.areas[area], Mapping):
        yield area, "", ONLY, _json(provider.areas[area])


def _names(objects: list[Any]) -> list[str]:
    """Return a name for each object: its identity, numbered where two share one."""
    names = [_identity(thing) for thing in objects]
    often = Counter(names)
    return [
        name if name and often[name] == 1 else f"{name}#{index}" if name else str(index)
        for index, name in enumerate(names)
    ]


def _identity(thing: Any) -> str:
    if not isinstance(thing, Mapping):
        return ""
    lower = {key.lower(): value for key, value in thing.items()}
    known = (lower.get(name) for name in IDENTITIES)
    return next((one for one in known if isinstance(one, str) and one), "")


def _values(thing: Any, path: str, depth: int) -> Iterator[tuple[str, Any]]:
    """Yield every value below ``thing`` with its path; lists and empty objects are values."""
    if isinstance(thing, Mapping) and thing and depth < DEEPEST:
        for name, value in thing.items():
            yield from _values(value, f"{path}.{name.lower()}".lstrip("."), depth + 1)
    else:
        yield path, thing


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()
