"""Google Workspace as JSON: answers of the Directory API, page by page.

Reads   users.list, groups.list and members.list as Google sends them
Knows   the ``kind`` of an answer; a file of members must bear the address of its group
Source  https://developers.google.com/workspace/admin/directory/reference/rest
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from pilotage.collect.csv_set.records import refusals
from pilotage.collect.files import Batch, ExportFile, reader
from pilotage.collect.files.documents import documents
from pilotage.collect.files.readers.google_csv import KIND, ROWS
from pilotage.collect.google.directory import KINDS, sheet_of
from pilotage.collect.google.headers import MEMBERS, TABLES_OF
from pilotage.facts.errors import InputError
from pilotage.facts.snapshot import Refusal
from pilotage.facts.table import Table

SIGN = re.compile(r'"kind"\s*:\s*"(admin#directory#(?:users|groups|members))"')
ADDRESS = re.compile(r"[^@\s/]+@[a-z0-9.-]+?\.[a-z]{2,}(?=[-_ ]?\(?\d*\)?$)", re.IGNORECASE)


def recognise(file: ExportFile) -> str:
    """Return what the answer holds by its kind."""
    found = SIGN.search(file.head) if file.head.lstrip().startswith("{") else None
    return f"{KIND}{KINDS[found[1]][0]}" if found else ""


def fills(name: str, holds: str) -> Iterator[Table]:
    """Yield the tables that such an answer fills."""
    yield from TABLES_OF.get(holds.removeprefix(KIND), ())


@reader("google_directory", recognise=recognise, fills=fills)
def read(file: ExportFile) -> Iterator[Batch | Refusal]:
    """Yield the rows of each page; lines of refusals count the objects of a page.

    Raises:
        InputError: it is no such answer, or one of members without the address of its group.
    """
    for page in documents(file):
        if not isinstance(page, Mapping) or page.get("kind") not in KINDS:
            raise InputError("holds something beside answers of the Directory API", where=file.name)
        yield from _page(page, file)


def _page(page: Mapping[str, Any], file: ExportFile) -> Iterator[Batch | Refusal]:
    holds, name = KINDS[page["kind"]]
    objects = page.get(name, [])
    if not isinstance(objects, list):
        raise InputError(f"has no list of {name}", where=file.name)
    group = _group(file) if holds == MEMBERS else ""
    sheet, broken = sheet_of(holds, objects, group)
    yield from refusals(file.name, [(place, "is not an object") for place in broken])
    more = str(page.get("nextPageToken") or "")
    of = (group,) if group else ()
    for batch in ROWS[holds](sheet, file.name):
        yield replace(batch, more=more, stream=group, of=of)


def _group(file: ExportFile) -> str:
    """Return the address of the group, which an answer of members does not hold.

    Raises:
        InputError: the name of the file is none.
    """
    stem = PurePosixPath(file.name.lower()).name.removesuffix(".gz").removesuffix(".json")
    if found := ADDRESS.match(stem):
        return found[0]
    says = "does not say of which group these are the members"
    raise InputError(says, where=file.name, fix="Name the file staff@harbour.example.json.")
