"""Saved answers of Graph as a test writes them down."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from harbour import NOW

from pilotage.collect.batch import Batch
from pilotage.collect.files.folder import Reading, read_folder
from pilotage.collect.graph import Answer, resources

SERVICE = "https://graph.microsoft.com/v1.0/"


def tables(resource: str, *objects: Any, parents: tuple[str, ...] = ()) -> dict[str, Batch]:
    """Return what a resource's parser gives for the objects, by table."""
    given = resources()[resource].parse(Answer(objects, f"{resource}.json", parents))
    return {one.table.name: one for one in given if isinstance(one, Batch)}


def page(context: str, *objects: Any, more: str = "") -> dict[str, Any]:
    """Return one page as Graph sends it."""
    link = {"@odata.nextLink": SERVICE + more} if more else {}
    return {"@odata.context": f"{SERVICE}$metadata#{context}", **link, "value": list(objects)}


def save(folder: Path, **files: Any) -> Path:
    """Write files; a double underscore in a name is a folder, values that are no text are JSON."""
    for name, content in files.items():
        path = folder / f"{name.replace('__', '/')}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content))
    return folder


def read(*paths: Path, **changes: Any) -> Reading:
    """Read folders as the source, on the morning of 9 January 2026."""
    return read_folder(paths, **{"side": "source", "taken_at": NOW, **changes})
