"""JSON files: one document, or one per line."""

from __future__ import annotations

from typing import Any

import orjson

from pilotage.collect.files import ExportFile
from pilotage.facts.errors import InputError

HALF = "ends in the middle; it is truncated or still being written."


def documents(file: ExportFile) -> list[Any]:
    """Return the documents of ``file``: usually one, several where each line is one.

    Raises:
        InputError: it is not JSON; says line and column, and whether it looks cut off.
    """
    raw = _utf8(file)
    try:
        return [orjson.loads(raw)]
    except orjson.JSONDecodeError as error:
        if _one_line_each(raw):
            return [
                _line(line, index, file)
                for index, line in enumerate(raw.splitlines(), 1)
                if line.strip()
            ]
        raise _unreadable(error, file, raw) from error


def _utf8(file: ExportFile) -> bytes:
    raw = file.path.read_bytes()
    if file.encoding in ("utf-8", "utf-8-sig"):
        return raw.removeprefix(b"\xef\xbb\xbf")
    try:
        return raw.decode(file.encoding).removeprefix("\ufeff").encode()
    except UnicodeError as error:
        raise InputError(f"is not valid {file.encoding}.", where=file.name) from error


def _one_line_each(raw: bytes) -> bool:
    """Tell whether the first line is a whole object and another line follows."""
    first, newline, rest = raw.lstrip().partition(b"\n")
    if not (newline and rest.strip() and first.rstrip().endswith(b"}")):
        return False
    try:
        return isinstance(orjson.loads(first), dict)
    except orjson.JSONDecodeError:
        return False


def _line(line: bytes, number: int, file: ExportFile) -> Any:
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise InputError(f"is not JSON: {error.msg}.", where=f"{file.name}:{number}") from error


def _unreadable(error: orjson.JSONDecodeError, file: ExportFile, raw: bytes) -> InputError:
    if "UTF-8" in error.msg:
        return InputError("is not valid UTF-8.", where=file.name, fix="Export it again as UTF-8.")
    where = f"{file.name}:{error.lineno}:{error.colno}"
    if error.msg == "unexpected end of data" or not raw.rstrip().endswith((b"}", b"]")):
        return InputError(HALF, where=where, fix="Export it again.")
    return InputError(f"is not JSON: {error.msg}.", where=where)
