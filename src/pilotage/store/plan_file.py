"""A whole plan as one plain file: everything that was agreed, and who moves when.

Taken into an empty home it gives the same plan, with the same hash.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from pilotage.facts.actor import Actor
from pilotage.facts.engagement import Engagement as Agreed
from pilotage.facts.errors import InputError
from pilotage.store import items
from pilotage.store.clients import add_engagement, folder_of
from pilotage.store.home import read_file, writing
from pilotage.store.kinds import AGREED, KINDS, kind_named
from pilotage.store.models import Engagement
from pilotage.store.publish import publish

FORMAT = "pilotage-plan-file/1"
WAVES = ("problem.json", "plan.json")
NO_PART = ("seconds",)
"""How long the planner took is no part of a plan."""


def plan_document(engagement: Engagement, folder: Path) -> dict[str, Any]:
    """Return the plan as plain values: ``items`` by kind and key, and the files of the waves."""
    kept: dict[str, dict[str, Any]] = {}
    for kind in KINDS.values():
        rows = items.items(engagement, kind.name)
        if rows:
            kept[kind.name] = {
                row.key: kind.adapter.dump_python(row.value, mode="json") for row in rows
            }
    return {"format": FORMAT, "key": engagement.slug, "items": kept, "waves": _waves(folder)}


def _waves(folder: Path) -> dict[str, Any]:
    paths = [folder / name for name in WAVES]
    if not all(path.is_file() for path in paths):
        return {}
    found = {path.name: json.loads(read_file(path)) for path in paths}
    for document in found.values():
        for name in NO_PART:
            document.pop(name, None)
    return found


def plan_hash(document: dict[str, Any]) -> str:
    """Return the SHA-256 of a plan; the order of names does not count."""
    plain = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()


def written(document: dict[str, Any], form: str) -> str:
    """Return the file as ``yaml`` or ``json``."""
    if form == "json":
        return json.dumps(document, indent=1, ensure_ascii=False) + "\n"
    text: str = yaml.dump(document, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True)
    return text


def read_plan(path: Path) -> dict[str, Any]:
    """Return the document of a plan file, YAML or JSON.

    Raises:
        InputError: it cannot be read, or is no plan file; names the line.
    """
    try:
        found = yaml.load(read_file(path).decode("utf-8-sig"), Loader=_Plain)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path}:{mark.line + 1}" if mark else str(path)
        raise InputError("is neither YAML nor JSON", where=where) from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise InputError(f"is no plan file ({FORMAT})", where=str(path))
    return found


class _Plain(yaml.CSafeLoader):
    """Reads dates as the text that they are, so that a file comes back as it was written."""


_Plain.yaml_implicit_resolvers = {
    first: [(tag, found) for tag, found in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def take_in_plan(document: dict[str, Any], home: Path, by: Actor) -> Engagement:
    """Make the migration of a plan file; everything keeps its key.

    Raises:
        InputError: a kind or a value cannot be; names kind and key.
    """
    values = _values(document)
    migration = next(iter(values.get("migration", {}).values()), None)
    if migration is None:
        raise InputError("names no migration", where="items.migration")
    made = Engagement.objects.filter(client__name=migration.client, slug=document["key"]).first()
    if made is not None:
        raise InputError(f"{made} is there already", fix="Import into an empty home.")
    with items.all_or_nothing():
        made = add_engagement(_agreed(values), by, key=document["key"])
        for name, keyed in values.items():
            for row in items.items(made, name):
                if row.key not in keyed:
                    items.remove(made, name, row.key, by)
            for key, value in keyed.items():
                items.save(made, name, value, by, key=key)
    folder = folder_of(made, home)
    with writing(folder):
        waves = document.get("waves", {})
        publish(
            folder, {name: json.dumps(waves[name], indent=1) for name in WAVES if name in waves}
        )
    return made


def _values(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return every value of a plan file by kind and key."""
    found: dict[str, dict[str, Any]] = {}
    for name, keyed in document["items"].items():
        kind = kind_named(name)
        for key, plain in keyed.items():
            try:
                value = kind.adapter.validate_python(plain)
            except ValidationError as error:
                first = error.errors()[0]
                where = ".".join(map(str, (name, key, *first["loc"])))
                raise InputError(first["msg"].lower(), where=where) from error
            found.setdefault(name, {})[key] = value
    return found


def _agreed(values: dict[str, dict[str, Any]]) -> Agreed:
    parts: dict[str, Any] = {
        name: next(iter(values[name].values())) if KINDS[name].one else tuple(values[name].values())
        for name in AGREED
        if name in values
    }
    return Agreed(**parts)
