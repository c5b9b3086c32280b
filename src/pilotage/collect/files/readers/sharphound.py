"""SharpHound's JSON files, one per kind of object, as a collection's zip archive holds them.

Reads   people, groups, computers and domains of versions 4 to 6; other kinds are left, and said
Knows   the note about kind and version at the end or the beginning of the file
Source  https://github.com/SpecterOps/SharpHoundCommon (OutputTypes)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from pilotage.collect.files import Batch, ExportFile, Facts, reader
from pilotage.collect.files.documents import documents
from pilotage.collect.graph import Answer
from pilotage.collect.sharphound.tables import FILLED, ID, TABLES, flat
from pilotage.facts.errors import InputError
from pilotage.facts.snapshot import Refusal
from pilotage.facts.table import Table

OLDEST, NEWEST = 4, 6
"""Versions of the format that are known."""

OPENING = re.compile(r'\s*\{\s*"(data|meta)"\s*:')
META = re.compile(r'"meta"\s*:\s*\{[^{}]*"type"\s*:\s*"(\w+)"[^{}]*\}')
SIGNS = ('"PrincipalSID"', '"ObjectIdentifier"', '"IsACLProtected"')
TAIL = 4096
NAME = re.compile(r"\d{8,14}_(users|groups|computers|domains)\.json")
OBJECTS = "SharpHound objects"
"""What a file is whose end, with the note about its kind, is gone."""


def recognise(file: ExportFile) -> str:
    """Return the kind of objects; the note that tells it stands at the end of the file."""
    if not OPENING.match(file.head):
        return ""
    if meta := META.search(file.head) or META.search(_tail(file)):
        return f"SharpHound {meta[1]}" if '"version"' in meta[0] else ""
    return OBJECTS if any(sign in file.head for sign in SIGNS) else ""


def fills(name: str, holds: str) -> Iterator[Table]:
    """Yield the tables of the kind that a file holds, or that its name names."""
    named = NAME.match(PurePosixPath(name).name.lower())
    kind = named[1] if named else ("" if holds == OBJECTS else holds.removeprefix("SharpHound "))
    if holds or named:
        yield from FILLED.get(kind, ())


@reader("sharphound", recognise=recognise, fills=fills)
def read(file: ExportFile) -> Iterator[Batch | Refusal | Facts]:
    """Yield the tables of the file's kind; a kind that no table needs is left with a reason.

    Raises:
        InputError: the file is cut off, or of a version that is not known.
    """
    data, meta = _parts(file)
    kind, version = meta.get("type"), meta.get("version")
    if not isinstance(version, int) or version < OLDEST:
        fix = f"Collect with a SharpHound that writes version {OLDEST} or later."
        raise InputError(f"is of version {version}", where=file.name, fix=fix)
    if kind not in TABLES:
        yield Refusal(file.name, f"holds {kind}, which no table needs yet", 0)
        return
    living, left = _living(data)
    objects = [flat(one) for one in living if _has_properties(one)]
    if bare := len(living) - len(objects):
        yield Refusal(file.name, "objects without properties", bare)
    cut = _cut(data, meta)
    for batch in TABLES[kind](Answer(objects, file.name)):
        yield replace(batch, missing=cut or batch.missing)
    if left:
        yield Facts(notes=(f"{file.name}: left {left} deleted objects and system identities",))
    if version > NEWEST:
        yield Facts(
            notes=(f"{file.name}: version {version} is newer than {NEWEST}, the last known",)
        )
    if kind == "domains" and (trusts := _trusts(objects)):
        yield Facts(notes=(f"{file.name}: left trusts, which no table needs: {'; '.join(trusts)}",))


def _parts(file: ExportFile) -> tuple[list[Any], Mapping[str, Any]]:
    found = documents(file)
    whole = found[0] if len(found) == 1 else None
    data = whole.get("data") if isinstance(whole, Mapping) else None
    meta = whole.get("meta") if isinstance(whole, Mapping) else None
    if not isinstance(data, list) or not isinstance(meta, Mapping):
        raise InputError(
            "is not a file of SharpHound: data and meta are not there", where=file.name
        )
    return data, meta


def _cut(data: list[Any], meta: Mapping[str, Any]) -> str:
    """Say how many objects are missing of those that the file itself counts."""
    count = meta.get("count")
    if not isinstance(count, int) or len(data) >= count:
        return ""
    return f"the file counts {count:,} objects and {len(data):,} are there"


def _living(data: list[Any]) -> tuple[list[Any], int]:
    """Return the objects without deleted ones and system identities, and how many those are.

    ``S-1-5-20`` (Network Service) and its like are the same in every Windows and nobody's.
    """
    kept = [one for one in data if not (isinstance(one, Mapping) and _nobody(one))]
    return kept, len(data) - len(kept)


def _has_properties(thing: Any) -> bool:
    return isinstance(thing, Mapping) and isinstance(thing.get("Properties"), Mapping)


def _nobody(thing: Mapping[str, Any]) -> bool:
    id = str(thing.get(ID, ""))
    return thing.get("IsDeleted") is True or bool(re.search(r"(^|-)S-1-\d+-\d+$", id))


def _trusts(objects: list[Any]) -> list[str]:
    """Return the trusts of each domain in words."""
    found = []
    for domain in objects:
        trusts = domain.get("Trusts") if isinstance(domain, Mapping) else None
        for trust in trusts if isinstance(trusts, list) else ():
            if isinstance(trust, Mapping):
                found.append(f"{trust.get('TrustDirection')} with {trust.get('TargetDomainName')}")
    return sorted(found)


def _tail(file: ExportFile) -> str:
    with file.path.open("rb") as stream:
        stream.seek(max(0, file.size - TAIL))
        return stream.read().decode(file.encoding, errors="ignore")
