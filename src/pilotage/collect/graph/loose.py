"""Objects whose keys may be in any case, and whose lists may have been collapsed.

PowerShell writes ``IncludeUsers`` where Graph writes ``includeUsers``, and one member where a
list of one should be.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pilotage.collect.graph.fields import word

DEEPEST = 24
"""Configuration nests about six levels; more is not configuration."""


class Odd(ValueError):
    """An object that does not have the shape of its kind; says which part."""


def lower_keys(thing: Any, depth: int = 0) -> Any:
    """Return ``thing`` with all keys in lower case.

    Raises:
        Odd: it is not an object, or nested too deep.
    """
    if depth > DEEPEST:
        raise Odd(f"nested deeper than {DEEPEST} levels")
    if isinstance(thing, Mapping):
        return {key.lower(): lower_keys(value, depth + 1) for key, value in thing.items()}
    if isinstance(thing, list):
        return [lower_keys(one, depth + 1) for one in thing]
    if depth == 0:
        raise Odd(f"{word(thing)} where an object should be")
    return thing


def part(thing: Any, path: str) -> Any:
    """Return what lies at the dotted ``path``, None where a part of the way is empty.

    Raises:
        Odd: a part of the way is something other than an object.
    """
    for name in path.split("."):
        if isinstance(thing, list) and len(thing) <= 1:
            thing = thing[0] if thing else None
        if thing is None:
            return None
        if not isinstance(thing, Mapping):
            raise Odd(f"{word(thing)} on the way to {path}")
        thing = thing.get(name)
    return thing


def group(thing: Any, path: str) -> Mapping[str, Any]:
    """Return the object at ``path``, an empty one where there is none."""
    found = part(thing, path)
    if isinstance(found, list) and len(found) <= 1:
        found = found[0] if found else None
    if found is None:
        return {}
    if not isinstance(found, Mapping):
        raise Odd(f"{path} is {word(found)}, not an object")
    return found


def text(thing: Any, path: str) -> str | None:
    """Return the text at ``path``."""
    value = part(thing, path)
    if value is not None and not isinstance(value, str):
        raise Odd(f"{path} is {word(value)}, not text")
    return value


def texts(thing: Any, path: str) -> list[str]:
    """Return the list of texts at ``path``; null is empty, one text is a list of one.

    Empty texts say nothing and are left out.
    """
    value = part(thing, path)
    items = value if isinstance(value, list) else [value]
    items = [one for one in items if one not in (None, "")]
    if odd := [one for one in items if not isinstance(one, str)]:
        raise Odd(f"{path} holds {word(odd[0])} where text should be")
    return items


def flags(thing: Any, path: str) -> list[str]:
    """Return the words of a list that Graph writes as one text with commas."""
    words = [each.strip() for one in texts(thing, path) for each in one.split(",")]
    return [one for one in words if one and one != "none"]


def holds(value: Any) -> bool:
    """Tell whether ``value`` says anything: null, empty and false say nothing."""
    if isinstance(value, Mapping):
        return any(holds(one) for name, one in value.items() if "@odata" not in name)
    if isinstance(value, list):
        return any(holds(one) for one in value)
    return value not in (None, "", False, "none")
