"""Read ``engagement.toml``: every key known, every value of its kind, every name accounted for."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from pilotage.facts.clock import aware, zone_named
from pilotage.facts.engagement import Engagement
from pilotage.facts.errors import InputError
from pilotage.facts.role import ROLES
from pilotage.store.engagement_values import odd_values

NAME = "engagement.toml"
MOST_BYTES = 4 * 1024**2
MOST_SAID = 5
"""So many mistakes of one kind are named at once."""

ALL = 100
"""Per cent."""

MOST_HOURS = 24 * 14
"""No window and no turn of duty is longer than two weeks."""

SIGNATURES = {
    "attestation": ("check", "who", "says"),
    "deviation": ("check", "who", "why"),
    "not_applicable": ("rule", "who", "why"),
}
"""What each signature must say."""

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
            fix="" if path.exists() else "Make one with: pilotage init DIR --kind KIND.",
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
    if odd := list(odd_values(tree, Engagement)):
        raise InputError("; ".join(odd[:MOST_SAID]), where=where)
    try:
        made = ENGAGEMENTS.validate_python(tree)
    except ValidationError as error:
        raise InputError("; ".join(_said(each) for each in error.errors()), where=where) from error
    _check(made, where)
    return _in_utc(made, where)


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
    wrong = [*_bad_numbers(made), *_bad_spans(made), *_bad_roles(made), *_unsigned(made)]
    if wrong:
        raise InputError("; ".join(wrong), where=where)


def _bad_numbers(made: Engagement) -> Iterator[str]:
    if made.pilot.min_people > made.pilot.max_people:
        yield "pilot.min_people must be between 0 and pilot.max_people"
    for key in ("window", "duty"):
        for number, each in enumerate(getattr(made, key), start=1):
            if not 0 < each.hours <= MOST_HOURS:
                bounds = f"over 0 and at most {MOST_HOURS}"
                yield f"{key}[{number}].hours must be {bounds}, not {each.hours}"
    for number, message in enumerate(made.message, start=1):
        if (message.reached_percent or 0) > ALL:
            yield f"message[{number}].reached_percent is more than 100"
    for number, limit in enumerate(made.limit, start=1):
        low, high = limit.low, limit.high
        ordered = (limit.value if low is None else low) <= limit.value
        if not ordered or (limit.value if high is None else high) < limit.value:
            yield f"limit[{number}] must have low, value and high in this order"


def _bad_spans(made: Engagement) -> Iterator[str]:
    for number, freeze in enumerate(made.freeze, start=1):
        if freeze.last < freeze.first:
            yield f"freeze[{number}] ends on {freeze.last}, before it begins on {freeze.first}"
    for number, signed in enumerate(made.attestation, start=1):
        if signed.expires_on < signed.signed_on:
            yield f"attestation[{number}] expires before it was signed"


def _unsigned(made: Engagement) -> Iterator[str]:
    """Yield what a signature lacks: it says who answers what, and why."""
    for key, parts in SIGNATURES.items():
        for number, signed in enumerate(getattr(made, key), start=1):
            for part in parts:
                if not getattr(signed, part).strip():
                    yield f"{key}[{number}].{part} is empty; nobody can rely on that"


def _bad_roles(made: Engagement) -> Iterator[str]:
    for number, person in enumerate(made.person, start=1):
        for role in person.roles:
            if role not in ROLES:
                yield f"person[{number}].roles has no role {role}; known are {', '.join(ROLES)}"


def _in_utc(made: Engagement, where: str) -> Engagement:
    zone = zone_named(made.migration.time_zone)
    if zone is None:
        raise InputError(
            f"migration.time_zone {made.migration.time_zone!r} is not a zone such as Europe/Berlin",
            where=where,
        )

    def utc(moment: datetime) -> datetime:
        return aware(moment, zone).astimezone(UTC)

    windows = sorted(
        (replace(each, starts=utc(each.starts)) for each in made.window),
        key=lambda each: each.starts,
    )
    duties: Sequence[Any] = [replace(each, starts=utc(each.starts)) for each in made.duty]
    return replace(made, window=tuple(windows), duty=tuple(duties))
