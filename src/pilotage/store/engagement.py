"""Read ``engagement.toml``: every key known, every value of its kind, every name accounted for."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args, get_type_hints
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import TypeAdapter, ValidationError

from pilotage.facts.engagement import Engagement
from pilotage.facts.errors import InputError
from pilotage.facts.role import ROLES

NAME = "engagement.toml"
MOST_BYTES = 4 * 1024**2
YEARS = range(1990, 2101)
"""Years that a migration can lie in; calendars break far outside."""
ENGAGEMENTS = TypeAdapter(Engagement)


def read(path: Path) -> Engagement:
    """Read and check an engagement file, or the one in a folder.

    Moments without an offset are in ``migration.time_zone``; all come back in UTC.

    Raises:
        InputError: names the line or the key that is wrong, and what it should be.
    """
    path = path / NAME if path.is_dir() else path
    try:
        if path.stat().st_size > MOST_BYTES:
            raise InputError("is larger than 4 MB, which no engagement file is", where=str(path))
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputError(
            f"cannot be read ({error.strerror})",
            where=str(path),
            fix="Make one with: pilotage init DIR --kind KIND.",
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(f"is not UTF-8 at byte {error.start}", where=str(path)) from error
    return parse(text, str(path))


def parse(text: str, where: str) -> Engagement:
    """Return the engagement that ``text`` holds; ``where`` names it in errors.

    Raises:
        InputError: as ``read``.
    """
    try:
        tree = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InputError(f"is not valid TOML: {error}", where=where) from error
    if unknown := next(_unknown_keys(tree, Engagement, ""), None):
        raise InputError(unknown, where=where)
    try:
        made = ENGAGEMENTS.validate_python(tree)
    except ValidationError as error:
        raise InputError("; ".join(_said(each) for each in error.errors()), where=where) from error
    _check(made, where)
    return _in_utc(made, where)


def _unknown_keys(tree: object, shape: Any, path: str) -> Iterator[str]:
    """Yield a sentence per key that the file may not have, with the nearest one that it may."""
    if isinstance(tree, list):
        for number, each in enumerate(tree, start=1):
            yield from _unknown_keys(each, shape, f"{path}[{number}]")
    if not isinstance(tree, dict) or not is_dataclass(shape):
        return
    hints = get_type_hints(shape)
    known = [field.name for field in fields(shape)]
    for key, value in tree.items():
        here = f"{path}.{key}" if path else key
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"
            yield f"unknown key {here}; {hint}"
        else:
            yield from _unknown_keys(value, _inner(hints[key]), here)


def _inner(hint: Any) -> Any:
    """Return the dataclass inside ``tuple[X, ...]``, or the hint itself."""
    return next((each for each in get_args(hint) if is_dataclass(each)), hint)


def _said(error: Any) -> str:
    key = ".".join(str(part + 1) if isinstance(part, int) else part for part in error["loc"])
    if error["type"] == "missing":
        return f"{key} is required"
    return f"{key}: {error['msg'].lower()}, not {error['input']!r}"


def _check(made: Engagement, where: str) -> None:
    """Refuse what is of the right type and still makes no sense.

    Raises:
        InputError: every such key, in one message.
    """
    wrong = [*_bad_numbers(made), *_bad_spans(made), *_bad_roles(made)]
    if wrong:
        raise InputError("; ".join(wrong), where=where)


def _bad_numbers(made: Engagement) -> Iterator[str]:
    capacity = made.capacity
    for key in (
        "people_per_window",
        "gb_per_window",
        "helpdesk_hours_per_week",
        "helpdesk_agents",
        "tickets_per_person",
        "minutes_per_ticket",
    ):
        value = getattr(capacity, key)
        if value is not None and not 0 <= value < float("inf"):
            yield f"capacity.{key} must be 0 or more, not {value}"
    if not 0 <= made.pilot.min_people <= made.pilot.max_people:
        yield "pilot.min_people must be between 0 and pilot.max_people"
    for number, window in enumerate(made.window, start=1):
        if not 0 < window.hours <= 24 * 14:
            yield f"window[{number}].hours must be over 0 and at most 336, not {window.hours}"
    for number, duty in enumerate(made.duty, start=1):
        if not 0 < duty.hours <= 24 * 14:
            yield f"duty[{number}].hours must be over 0 and at most 336, not {duty.hours}"
    for number, pin in enumerate(made.pin, start=1):
        if pin.wave < 0:
            yield f"pin[{number}].wave counts from 0, it cannot be {pin.wave}"


def _bad_spans(made: Engagement) -> Iterator[str]:
    for key in ("window", "duty"):
        for number, each in enumerate(getattr(made, key), start=1):
            if each.starts.year not in YEARS:
                yield f"{key}[{number}].starts in the year {each.starts.year} is a slip of the pen"
    for key in ("starts_on", "deadline"):
        day = getattr(made.migration, key)
        if day is not None and day.year not in YEARS:
            yield f"migration.{key} in the year {day.year} is a slip of the pen"
    for number, freeze in enumerate(made.freeze, start=1):
        if freeze.last < freeze.first:
            yield f"freeze[{number}] ends on {freeze.last}, before it begins on {freeze.first}"
    for number, signed in enumerate(made.attestation, start=1):
        if signed.expires_on < signed.signed_on:
            yield f"attestation[{number}] expires before it was signed"


def _bad_roles(made: Engagement) -> Iterator[str]:
    for number, person in enumerate(made.person, start=1):
        for role in person.roles:
            if role not in ROLES:
                yield f"person[{number}].roles has no role {role}; known are {', '.join(ROLES)}"


def _in_utc(made: Engagement, where: str) -> Engagement:
    try:
        zone = ZoneInfo(made.migration.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InputError(
            f"migration.time_zone {made.migration.time_zone!r} is not a zone such as Europe/Berlin",
            where=where,
        ) from error

    def utc(moment: datetime) -> datetime:
        aware = moment if moment.tzinfo else moment.replace(tzinfo=zone)
        return aware.astimezone(UTC)

    windows = sorted(
        (replace(each, starts=utc(each.starts)) for each in made.window),
        key=lambda each: each.starts,
    )
    duties: Sequence[Any] = [replace(each, starts=utc(each.starts)) for each in made.duty]
    return replace(made, window=tuple(windows), duty=tuple(duties))
