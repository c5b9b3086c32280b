"""What Microsoft Graph says about a tenant -> rows.

Parsers take parsed pages, not files and not connections, so that a saved answer and a live
one go the same way. A parser is declared with ``resource``, in the module of its family.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from pilotage.collect.batch import Batch
from pilotage.facts.table import Table

Object = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """Objects of one resource, in the order of the page.

    ``where`` names the file or the URL they came from. ``parents`` holds, for each object, the
    id of the object it belongs to, such as the group of a member; empty where there is none.
    ``selected`` are the properties that were asked for, as far as the answer says so: one that
    no object has was read all the same, because Graph leaves out a manager who is not there.
    """

    objects: Sequence[Object]
    where: str = ""
    parents: Sequence[str] = ()
    selected: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Names:
    """Names behind ids that other resources use."""

    of: dict[str, str]


@dataclass(frozen=True)
class Tenant:
    """The name of the organisation that was asked."""

    name: str


Parse = Callable[[Answer], Iterator[Batch | Names | Tenant]]
Declared = TypeVar("Declared", bound=Parse)


@dataclass(frozen=True)
class Resource:
    """A kind of answer and how to know one.

    ``contexts`` are the paths after ``$metadata#`` without ids. ``signs`` are properties of
    which an object of this kind has at least one; ``only_here`` are enough to know it without
    a name. ``belongs_to`` says whose answer it is, where the object itself does not tell.
    """

    id: str
    parse: Parse
    contexts: frozenset[str]
    signs: frozenset[str]
    only_here: frozenset[str]
    belongs_to: str = ""


_RESOURCES: dict[str, Resource] = {}


def resource(
    id: str,
    *,
    contexts: Sequence[str] = (),
    signs: Sequence[str] = ("id",),
    only_here: Sequence[str] = (),
    belongs_to: str = "",
) -> Callable[[Declared], Declared]:
    """Declare the decorated function as the parser of one kind of answer."""

    def declare(parse: Declared) -> Declared:
        paths = frozenset(path.lower() for path in (*contexts, id))
        _RESOURCES[id] = Resource(
            id, parse, paths, frozenset(signs), frozenset(only_here), belongs_to
        )
        return parse

    return declare


@cache
def resources() -> dict[str, Resource]:
    """Return every resource by its id, after importing all families."""
    for family in pkgutil.iter_modules(__path__, f"{__name__}."):
        importlib.import_module(family.name)
    return dict(sorted(_RESOURCES.items()))


@cache
def tables_of(resource: Resource) -> tuple[Table, ...]:
    """Return the tables that an answer about a resource can fill."""
    made = resource.parse(Answer(()))
    return tuple(each.table for each in made if isinstance(each, Batch))
