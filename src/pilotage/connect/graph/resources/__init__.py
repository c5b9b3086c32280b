"""Everything that is asked of Graph, one module per family; nothing is listed twice."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from pilotage.connect.graph.declared import Resource


@cache
def resources() -> tuple[Resource, ...]:
    """Return every question, in the order of families and of the questions in them."""
    families = (import_module(each.name) for each in iter_modules(__path__, f"{__name__}."))
    return tuple(one for family in families for one in family.RESOURCES)
