"""Which resource an answer is about, and whose.

An answer says it in ``@odata.context``. Where a tool has dropped that, the name of the file
says it, or properties that only one resource has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath

from pilotage.collect.graph import Resource, resources

GUID = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
ID = re.compile(rf"{GUID}|[^/@]+@[^/@]+")
PAGE = re.compile(r"[\s_.-]*(?:page|part)?[\s_.-]*\(?\d{1,5}\)?$", re.IGNORECASE)
NUMBER = re.compile(r"(\d{1,5})\)?$")
SUFFIXES = re.compile(r"(\.(json|jsonl|ndjson|txt|gz))+$", re.IGNORECASE)
VAGUE = ("directoryobjects", "")
"""Contexts that do not say what was asked for."""

ENOUGH = 2
"""So many telling properties prove a resource."""


@dataclass(frozen=True)
class Asked:
    """What was asked: the path without ids, such as ``groups/members``, and the last id."""

    path: str
    parent: str = ""


def asked(context: str) -> Asked:
    """Read an ``@odata.context``: ``…/$metadata#groups('id')/members(id)/$entity``."""
    fragment = context.partition("#")[2].removesuffix("/$entity")
    if fragment.startswith("Collection("):
        return Asked("")
    parents = re.findall(r"\('([^']*)'\)", fragment)
    path = re.sub(r"\('[^']*'\)", "", fragment)
    while path != (path := re.sub(r"\([^()]*\)", "", path)):
        pass
    return Asked(path.removesuffix("/$entity").lower(), parents[-1] if parents else "")


def selected(context: str) -> frozenset[str]:
    """Return the properties that were asked for: ``…#users(id,manager())`` names two."""
    inner = re.search(r"\((?!')([^'#]*)\)[^()]*$", context.partition("#")[2])
    flat = inner[1] if inner else ""
    while flat != (flat := re.sub(r"\([^()]*\)", "", flat)):
        pass
    return frozenset(name.strip() for name in flat.split(",") if name.strip())


def by_context(context: str) -> Resource | None:
    """Return the resource that a context names exactly."""
    path = asked(context).path
    return next((each for each in resources().values() if path in each.contexts), None)


def is_vague(context: str) -> bool:
    """Tell whether a context leaves open what was asked for."""
    return asked(context).path in VAGUE


def by_name(name: str) -> Resource | None:
    """Return the resource that a file is named after.

    ``users-001.json``, ``groups/<id>/members.json`` and ``group-members/<id>.json`` name one.
    """
    parts = [*PurePosixPath(name).parts[:-1], stem(name)]
    named = [part for part in parts if not ID.fullmatch(part)]
    ends = [named[-count:] for count in (1, 2, 3)]
    return _first([*ends, named[-3::2], *([named[-2:-1]] if len(named) > 1 else [])])


def by_part_of_name(name: str) -> Resource | None:
    """Return the resource that words of the file's name name: ``2026-01-09_harbour_users``."""
    words = re.split(r"[^A-Za-z]+", stem(name))
    spans = [
        words[start:end] for start in range(len(words)) for end in range(start + 1, len(words) + 1)
    ]
    return _first(sorted(spans, key=len, reverse=True))


def by_properties(properties: frozenset[str]) -> Resource | None:
    """Return the one resource of which most telling properties are there, if one leads."""
    hits = {
        id: found
        for id, each in resources().items()
        if (found := len(each.only_here & properties)) >= ENOUGH
    }
    best = [id for id, count in hits.items() if count == max(hits.values())]
    return resources()[best[0]] if len(best) == 1 else None


def parent_in(name: str) -> str:
    """Return whose answer a file holds: the last id of its path, else the name that is left."""
    if ids := re.findall(GUID, name):
        return str(ids[-1]).lower()
    own = stem(name)
    return own if by_name(f"{own}.json") is None else PurePosixPath(name).parent.name


def stem(name: str) -> str:
    """Return the file's own name without folder, endings and page number."""
    whole = _unsuffixed(name)
    return whole if re.search(f"{GUID}$", whole) else PAGE.sub("", whole) or whole


def page_number(name: str) -> int | None:
    """Return the number that a file's name ends with, None where it has none."""
    whole = _unsuffixed(name)
    found = None if re.search(f"{GUID}$", whole) else NUMBER.search(whole)
    return int(found[1]) if found else None


def _unsuffixed(name: str) -> str:
    return SUFFIXES.sub("", PurePosixPath(name).name)


def _first(spans: Iterable[Sequence[str]]) -> Resource | None:
    """Return the first resource that the words of a span name, written in any way."""
    known = _by_word()
    return next((found for words in spans if (found := known.get(_plain("".join(words))))), None)


@cache
def _by_word() -> dict[str, Resource]:
    """Return every resource by its plain names; ``groupMembers`` also for ``groups/members``."""
    names = {_plain(path): each for each in resources().values() for path in each.contexts}
    single = {name.replace("groups", "group"): each for name, each in names.items()}
    return {**{name: each for name, each in single.items() if name != "group"}, **names}


def _plain(text: str) -> str:
    return re.sub(r"[^a-z]", "", text.lower())
