"""A provider export, with the traces of PowerShell's ConvertTo-Json undone.

A list of one was collapsed to its member, an empty list may be ``[null]``, and names of
properties begin with a capital where Graph writes them without.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pilotage.collect.graph import Answer
from pilotage.collect.graph.loose import lower_keys

MAPPINGS = frozenset({"privileged_users", "privileged_service_principals"})
"""Areas that are an object of objects: the name of each is its id."""


@dataclass(frozen=True)
class Provider:
    """The areas of one export by their name in lower case, and the file it came from."""

    areas: Mapping[str, Any]
    where: str
    _lowered: dict[str, list[Any]] = field(default_factory=dict, compare=False, repr=False)

    def objects(self, area: str) -> list[Any]:
        """Return what ``area`` holds as a list; empty too where the export has no such area."""
        value = self.areas.get(area)
        if area in MAPPINGS and isinstance(value, Mapping):
            return [
                {**one, "id": name} if isinstance(one, Mapping) else one
                for name, one in value.items()
            ]
        return listed(value)

    def holders(self, area: str) -> list[Mapping[str, Any]]:
        """Return the objects of ``area`` that have an id."""
        objects = [one for one in self.objects(area) if isinstance(one, Mapping)]
        return [one for one in objects if isinstance(one.get("id"), str)]

    def answer(self, area: str) -> Answer:
        """Return the objects of ``area`` with the names of their properties in lower case.

        Raises:
            Odd: one of them is nested deeper than configuration is.
        """
        if area not in self._lowered:
            self._lowered[area] = [
                lower_keys(one) if isinstance(one, Mapping) else one for one in self.objects(area)
            ]
        return Answer(self._lowered[area], f"{self.where}: {area}")

    def commands(self, kind: str) -> dict[str, list[str]]:
        """Return the ``successful`` or ``unsuccessful`` commands by product."""
        end = f"_{kind}_commands"
        return {
            area.removesuffix(end): [one for one in self.objects(area) if isinstance(one, str)]
            for area in self.areas
            if area.endswith(end)
        }

    def failure(self, *commands: str) -> str:
        """Say which of ``commands`` failed when the export was made, empty if none did."""
        failed = {one.lower() for names in self.commands("unsuccessful").values() for one in names}
        of_ours = [name for name in commands if name.lower() in failed]
        return f"{', '.join(of_ours)} failed when ScubaGear ran" if of_ours else ""

    def speaks_of(self, areas: tuple[str, ...], commands: tuple[str, ...]) -> bool:
        """Tell whether the export holds one of ``areas``, or says why it does not."""
        return any(area in self.areas for area in areas) or bool(self.failure(*commands))


def listed(value: Any) -> list[Any]:
    """Return a list that may have been collapsed to its one member, without empty members."""
    items = value if isinstance(value, list) else [value]
    return [one for one in items if one is not None]
