"""Every value of the export as a setting, so that nothing it says is lost.

Besides the areas of the export there are two of our own. ``areas`` holds how many objects
each area has: an area that is there and empty differs from one that was not read.
``commands`` holds, by product, whether each command succeeded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
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


@dataclass(frozen=True)
class _Columns:
    """The columns of SETTINGS while they grow; a row of its own for each value costs too much."""

    area: list[str] = field(default_factory=list)
    object: list[str] = field(default_factory=list)
    setting: list[str] = field(default_factory=list)
    value: list[str] = field(default_factory=list)

    def add(self, area: str, object: str, setting: str, value: str) -> None:
        """Add one row."""
        for column, given in zip(vars(self).values(), (area, object, setting, value), strict=True):
            column.append(given)

    def add_object(self, area: str, object: str, thing: dict[str, Any]) -> None:
        """Add a row for every value of ``thing``; lists and empty objects are values."""
        before = len(self.value)
        self._descend(thing, "", 1)
        count = len(self.value) - before
        self.area.extend([area] * count)
        self.object.extend([object] * count)

    def _descend(self, thing: dict[str, Any], path: str, depth: int) -> None:
        for name, value in thing.items():
            at = path + name.lower() if path else name.lower().lstrip(".")
            if isinstance(value, dict) and value and depth < DEEPEST:
                self._descend(value, f"{at}." if at else "", depth + 1)
            else:
                self.setting.append(at)
                self.value.append(_json(value))


def settings(provider: Provider) -> Batch:
    """Return SETTINGS: area, object, dotted path in lower case, value as compact JSON."""
    columns = _Columns()
    for area in provider.areas:
        if not area.endswith("successful_commands"):
            _add_area(columns, provider, area)
        columns.add("areas", area, "objects", str(len(provider.objects(area))))
    for (command, product), value in _commands(provider).items():
        columns.add("commands", command, product, value)
    return Batch(SETTINGS, pl.DataFrame(vars(columns), schema=SETTINGS.schema))


def _commands(provider: Provider) -> dict[tuple[str, str], str]:
    """Return by command and product whether it succeeded; one failure is a failure."""
    return {
        (command, product): value
        for kind, value in (("successful", "true"), ("unsuccessful", "false"))
        for product, commands in provider.commands(kind).items()
        for command in commands
    }


def _add_area(columns: _Columns, provider: Provider, area: str) -> None:
    objects = provider.objects(area)
    for name, thing in zip(_names(objects), objects, strict=True):
        if not isinstance(thing, dict):
            columns.add(area, name if len(objects) > 1 else "", ONLY, _json(thing))
        elif thing:
            columns.add_object(area, name, thing)
        else:
            columns.add(area, name, "", _json(thing))
    if area in MAPPINGS and not isinstance(provider.areas[area], Mapping):
        columns.add(area, "", ONLY, _json(provider.areas[area]))


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


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()
