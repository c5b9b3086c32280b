"""A form out of a dataclass: one field for each of its values, and back to the value."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter, ValidationError

from pilotage.facts.clock import aware
from pilotage.facts.errors import InputError
from pilotage.facts.role import ROLES

SEPARATOR = ", "


@dataclass(frozen=True)
class Field:
    """One field of a form: ``kind`` is text, number, date, datetime-local, checkbox or select."""

    name: str
    label: str
    kind: str
    value: str
    required: bool
    choices: tuple[tuple[str, str], ...] = ()
    hint: str = ""

    @property
    def checked(self) -> bool:
        """Tell whether a checkbox is set."""
        return self.value == "True"


def fields_of(type_: Any, value: Any = None, zone: tzinfo | None = None) -> tuple[Field, ...]:
    """Return a field for each plain value of a dataclass, filled from ``value``.

    Values inside values have no field; they stay as they are. Moments are shown in ``zone``.
    """
    hints = get_type_hints(type_)
    return tuple(
        _field(each, hints[each.name], value, zone)
        for each in dataclasses.fields(type_)
        if _kind(hints[each.name])
    )


def value_from(type_: Any, said: Mapping[str, str], standing: Any, zone: tzinfo) -> Any:
    """Return the value that a form says; what has no field is taken over from ``standing``.

    Raises:
        InputError: a field does not hold what it should; says which and what.
    """
    hints = get_type_hints(type_)
    made: dict[str, Any] = {}
    for each in dataclasses.fields(type_):
        kind = _kind(hints[each.name])
        text = str(said.get(each.name, "")).strip()
        if not kind:
            if standing is not None:
                made[each.name] = getattr(standing, each.name)
        elif kind == "checkbox":
            made[each.name] = text == "True"
        elif text:
            made[each.name] = _parsed(text, kind, hints[each.name], zone)
        elif _required(each):
            raise InputError("must not be empty", where=_label(each.name))
    try:
        return TypeAdapter(type_).validate_python(made)
    except ValidationError as error:
        first = error.errors()[0]
        where = _label(str(first["loc"][0])) if first["loc"] else ""
        raise InputError(first["msg"], where=where) from error


def _field(each: Any, hint: Any, value: Any, zone: tzinfo | None) -> Field:
    kind = _kind(hint)
    shown = "" if value is None else _shown(getattr(value, each.name), zone)
    if value is None and each.default is not dataclasses.MISSING:
        shown = _shown(each.default, zone)
    choices = tuple((str(word), str(word) or "none") for word in _words(hint))
    hint_text = "several, with a comma between" if get_origin(hint) is tuple else ""
    if each.name == "roles":
        hint_text = f"{hint_text}: {', '.join(ROLES)}"
    return Field(each.name, _label(each.name), kind, shown, _required(each), choices, hint_text)


def _kind(hint: Any) -> str:
    """Return how a value of a type is typed in; empty for what a form cannot show."""
    if _words(hint):
        return "select"
    plain = [part for part in (get_args(hint) or (hint,)) if part is not type(None)]
    if get_origin(hint) is tuple:
        return "text" if plain[0] in (str, date) else ""
    kinds = {str: "text", float: "number", int: "number", bool: "checkbox", date: "date",
             datetime: "datetime-local"}  # fmt: skip
    return kinds.get(plain[0], "") if len(plain) == 1 else ""


def _words(hint: Any) -> tuple[Any, ...]:
    parts = get_args(hint)
    return parts if parts and all(isinstance(part, str) for part in parts) else ()


def _required(each: Any) -> bool:
    return each.default is dataclasses.MISSING and each.default_factory is dataclasses.MISSING


def _label(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _shown(value: Any, zone: tzinfo | None) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.astimezone(zone).strftime("%Y-%m-%dT%H:%M")
    if isinstance(value, tuple):
        return SEPARATOR.join(map(str, value))
    return f"{value:g}" if isinstance(value, float) else str(value)


def _parsed(text: str, kind: str, hint: Any, zone: tzinfo) -> Any:
    if get_origin(hint) is tuple:
        return tuple(part.strip() for part in text.split(",") if part.strip())
    if kind == "datetime-local":
        try:
            return aware(datetime.fromisoformat(text), zone)
        except ValueError as error:
            raise InputError(f"{text!r} is no moment", fix="Write 2026-11-14T18:00.") from error
    return text
