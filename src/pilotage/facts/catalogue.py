"""How a room finds its entries: import every module of one package, keep what it declares.

Adding an entry is adding a file. Nothing else is edited.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Generic, TypeVar

from pilotage.facts.errors import CatalogueError

Entry = TypeVar("Entry")


class Catalogue(Mapping[str, Entry], Generic[Entry]):
    """Entries by id. An id is the path of the declaring module, seen from ``package``."""

    def __init__(self, package: str) -> None:
        self._package = package
        self._entries: dict[str, Entry] = {}
        self._loaded = False

    def add(self, id: str, entry: Entry, module: str) -> None:
        """Keep ``entry`` under ``id``.

        Raises:
            CatalogueError: the id is taken, or does not match the module that declares it.
        """
        if id in self._entries:
            raise CatalogueError(f"{id} is declared twice")
        if module != f"{self._package}.{id}":
            raise CatalogueError(f"{module} declares {id}; it must declare its own path")
        self._entries[id] = entry

    def load(self) -> Catalogue[Entry]:
        """Import every module of the package once, so that each declares its entry."""
        if not self._loaded:
            package = importlib.import_module(self._package)
            for found in pkgutil.walk_packages(package.__path__, f"{self._package}."):
                importlib.import_module(found.name)
            self._loaded = True
        return self

    def __getitem__(self, id: str) -> Entry:
        return self._entries[id]

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._entries))

    def __len__(self) -> int:
        return len(self._entries)


@dataclass(frozen=True)
class Page:
    """The manual page of an entry: its caption, and what stands under each heading."""

    title: str
    sections: Mapping[str, str]

    def __getitem__(self, heading: str) -> str:
        return self.sections.get(heading, "")


def page_of(module: ModuleType) -> Page:
    """Read the module's docstring as a page.

    A heading is one capitalised word or two at the start of a line, two or more blanks,
    then its text; indented lines continue it.
    """
    title, _, body = (module.__doc__ or "").strip().partition("\n")
    sections: dict[str, str] = {}
    heading = ""
    for line in body.splitlines():
        if line[:1].isupper() and "  " in line:
            heading, text = line.split("  ", 1)
            sections[heading] = text.strip()
        elif heading and line.strip():
            sections[heading] += f" {line.strip()}"
        else:
            heading = ""
    return Page(title.strip(), sections)
