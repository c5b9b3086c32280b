"""What an entry changed, part by part."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pilotage.store.audit import Written


@dataclass(frozen=True)
class Part:
    """One part of a document that is not as it was; None where there was or is none."""

    name: str
    before: str | None
    after: str | None


def difference(entry: Written) -> tuple[Part, ...]:
    """Return the parts of the object that the entry changed, in the order of their names."""
    before, after = (dict(_parts(text)) for text in (entry.before, entry.after))
    names = sorted(before.keys() | after.keys())
    return tuple(
        Part(name, before.get(name), after.get(name))
        for name in names
        if before.get(name) != after.get(name)
    )


def _parts(text: str | None) -> Iterator[tuple[str, str]]:
    return iter(()) if text is None else _flat("", json.loads(text))


def _flat(name: str, value: Any) -> Iterator[tuple[str, str]]:
    """Yield every part that holds no other parts; what is empty says nothing."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _flat(f"{name}.{key}" if name else str(key), each)
    elif value not in (None, "", []):
        shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        yield name or "it", shown
