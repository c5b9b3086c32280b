"""The audit log as a file that proves itself: where each chain ends, then one entry a line."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from pydantic import TypeAdapter, ValidationError

from pilotage.facts.errors import InputError
from pilotage.store.archive import DAMAGED
from pilotage.store.audit import End, Written

FORMAT = "pilotage-audit/1"
NAME = "audit.jsonl"
"""What the file is called inside an export of everything."""

LONGEST_LINE = 64 * 1024**2
_WRITTEN, _ENDS = TypeAdapter(Written), TypeAdapter(dict[str, End])


@dataclass(frozen=True)
class Log:
    """An exported log: where each chain ended when it was made, and its entries in order."""

    ends: Mapping[str, End]
    entries: Iterable[Written]


def lines(entries: Iterable[Written], ends: Mapping[str, End]) -> Iterator[str]:
    """Yield the lines of the file."""
    yield json.dumps({"format": FORMAT, "ends": ends}, sort_keys=True) + "\n"
    for entry in entries:
        fields = asdict(entry) | {"at": entry.at.isoformat()}
        yield json.dumps(fields, ensure_ascii=False) + "\n"


@contextmanager
def opened(path: Path) -> Iterator[Log]:
    """Open a log that was exported alone, or with everything else in a zip archive.

    Raises:
        InputError: it is neither; says the line that cannot be read.
    """
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive, archive.open(NAME) as file:
                yield read(file, str(path))
        else:
            with path.open("rb") as file:
                yield read(file, str(path))
    except (KeyError, *DAMAGED) as error:
        raise InputError(f"holds no audit log ({error})", where=str(path)) from error


def read(file: IO[bytes], where: str) -> Log:
    """Return the log in an open file; entries are read as they are asked for.

    Raises:
        InputError: a line cannot be read.
    """
    first = _object(file.readline(LONGEST_LINE), f"{where}, line 1")
    if first.get("format") != FORMAT:
        raise InputError("is no audit log", where=f"{where}, line 1", fix=f"It needs {FORMAT}.")
    try:
        ends = _ENDS.validate_python(first.get("ends"))
    except ValidationError as error:
        raise InputError("says not where the log ends", where=f"{where}, line 1") from error
    return Log(ends, _entries(file, where))


def _entries(file: IO[bytes], where: str) -> Iterator[Written]:
    number = 1
    while line := file.readline(LONGEST_LINE):
        number += 1
        place = f"{where}, line {number}"
        try:
            yield _WRITTEN.validate_python(_object(line, place))
        except ValidationError as error:
            fields = ", ".join(sorted({str(each["loc"][0]) for each in error.errors()}))
            raise InputError(f"is no entry ({fields})", where=place) from error


def _object(line: bytes, where: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError as error:
        raise InputError("cannot be read", where=where) from error
    if not isinstance(found, dict):
        raise InputError("is no entry", where=where)
    return found
