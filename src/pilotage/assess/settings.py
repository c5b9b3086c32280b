"""Values of a tenant's configuration, whichever export spelled them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import orjson
import polars as pl

from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import SETTINGS

Thing = Mapping[str, Any]
"""One exported object: dotted path in lower case to value."""


class Settings:
    """The settings of one snapshot, split by area once and decoded when an area is asked for."""

    def __init__(self, rows: pl.DataFrame) -> None:
        lower = rows.with_columns(pl.col("area").str.to_lowercase().alias("its_area"))
        parts = lower.partition_by("its_area", as_dict=True, include_key=False)
        self._rows = {str(area): part for (area,), part in parts.items()}
        self._none = rows.clear()
        self._objects: dict[str, dict[str, Thing]] = {}
        listed = self.rows("areas")["object"].str.to_lowercase()
        self.areas = (frozenset(self._rows) | frozenset(listed)) - {"areas", "commands", "withheld"}
        kept = self.rows("withheld")
        self._withheld = {
            _plain(name): str(decoded(why)) for name, why in kept.select("object", "value").rows()
        }
        self.failed = frozenset(self.rows("commands").filter(pl.col("value") == "false")["object"])

    def rows(self, area: str) -> pl.DataFrame:
        """Return the rows of one area, none if it is not there."""
        return self._rows.get(area, self._none)

    def withheld(self, *names: str) -> str:
        """Return why the area that is called one of ``names`` was withheld, or an empty string."""
        return next(filter(None, (self._withheld.get(_plain(name)) for name in names)), "")

    def named(self, *names: str) -> pl.DataFrame:
        """Return the rows of the areas that are called one of ``names``, however written."""
        wanted = {_plain(name) for name in names}
        found = [rows for area, rows in self._rows.items() if _plain(area) in wanted]
        return pl.concat(found) if found else self._none

    def objects(self, area: str) -> dict[str, Thing]:
        """Return the objects of one area by their name."""
        if area not in self._objects:
            made: dict[str, dict[str, Any]] = {}
            rows = self.rows(area)
            for object, setting, value in zip(
                *(rows[name].to_list() for name in ("object", "setting", "value")), strict=True
            ):
                made.setdefault(object, {})[setting] = decoded(value)
            self._objects[area] = dict(made)
        return self._objects[area]


@lru_cache(maxsize=4)
def settings_of(snapshot: Snapshot) -> Settings:
    """Return the settings of a snapshot; a hundred checks in a row share one reading."""
    return Settings(snapshot.rows(SETTINGS))


def area(snapshot: Snapshot, *names: str) -> pl.DataFrame:
    """Return the settings whose area is one of ``names``, however it is written.

    Case, underscores and the path before the last slash do not count, so that
    ``policies/authorizationPolicy`` and ``authorization_policies`` can be asked for at once.
    """
    return settings_of(snapshot).named(*names)


def was_read(snapshot: Snapshot, name: str, command: str) -> bool:
    """Tell whether an export spoke of the area ``name``, be it to say that it is empty.

    Exports of ScubaGear list their areas and commands as settings; a failed ``command`` leaves
    its area empty, which is not the same as none.
    """
    settings = settings_of(snapshot)
    failed = settings.rows("commands").filter(
        (pl.col("object") == command) & (pl.col("value") == "false")
    )
    return name in settings.rows("areas")["object"] and failed.is_empty()


def decoded(value: str | None) -> Any:
    """Return the value that a row holds as compact JSON; text that is not JSON is itself."""
    try:
        return orjson.loads(value or "null")
    except orjson.JSONDecodeError:
        return value


def _plain(name: str) -> str:
    return name.rpartition("/")[2].lower().replace("_", "")
