"""Write an engagement as the text of ``engagement.toml``; what is as usual is left out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from pilotage.facts.engagement import Engagement


def engagement_toml(engagement: Engagement) -> str:
    """Return the text from which ``store.engagement.parse`` reads the same engagement."""
    return "\n".join(_table(engagement, "")).strip() + "\n"


def _table(value: Any, path: str) -> Iterator[str]:
    """Yield the lines of a table: first its own values, then the tables inside it."""
    inside: list[tuple[str, Any]] = []
    for field in fields(value):
        part = getattr(value, field.name)
        if part is None or part == _usual(field):
            continue
        if is_dataclass(part) or (isinstance(part, tuple) and part and is_dataclass(part[0])):
            inside.append((field.name, part))
        else:
            yield f"{field.name} = {_plain(part)}"
    for name, part in inside:
        here = f"{path}.{name}" if path else name
        for each in part if isinstance(part, tuple) else (part,):
            yield f"\n[[{here}]]" if isinstance(part, tuple) else f"\n[{here}]"
            yield from _table(each, here)


def _usual(field: Field[Any]) -> Any:
    if field.default_factory is not MISSING:
        return field.default_factory()
    return field.default


def _plain(value: Any) -> str:
    if isinstance(value, Enum):
        return _plain(value.value)
    if isinstance(value, tuple):
        return f"[{', '.join(map(_plain, value))}]"
    if isinstance(value, datetime | date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False)
