"""Planning problems as files: JSON, and NPZ for large ones, with the same tree."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import orjson

from pilotage.facts.errors import InputError
from pilotage.plan.columns import Columns, refused
from pilotage.plan.problem import Problem
from pilotage.plan.problem_tree import entries_of, problem_of

ZIP = b"PK\x03\x04"
NOT_FINITE = re.compile(rb"[\[:,\s-](NaN|Infinity)\b")


def problem_from_bytes(data: bytes) -> Problem:
    """Read a problem from the bytes of a file, JSON or NPZ as its first bytes say.

    Raises:
        InputError: it is neither, or a key of it cannot be used; the error names the key.
    """
    return problem_from_npz(data) if data.startswith(ZIP) else problem_from_json(data)


def problem_from_json(data: bytes) -> Problem:
    """Read a problem from JSON.

    Raises:
        InputError: the text is not JSON, or a key of it cannot be used.
    """
    tree = _parsed(data.removeprefix(b"\xef\xbb\xbf"))
    if not isinstance(tree, dict):
        raise InputError("a problem is a JSON object.")
    return problem_of(Columns(dict(_leaves(tree))))


def _parsed(data: bytes) -> Any:
    """Return the value of a JSON text; NaN and Infinity are let in, to be refused by their key."""
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        if not NOT_FINITE.search(data):
            raise InputError(f"this is not JSON: {error.msg}.", where=where) from error
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise InputError(f"this is not JSON: {error}.", where=where) from error


def problem_from_npz(data: bytes) -> Problem:
    """Read a problem from NPZ: arrays by key, all else as JSON text in ``__meta__``.

    Raises:
        InputError: the archive is damaged, or a key of it cannot be used.
    """
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as archive:
            flat: dict[str, Any] = {key: archive[key] for key in archive.files}
    except (ValueError, OSError, zipfile.BadZipFile, EOFError, KeyError) as error:
        raise InputError(f"this is not a NumPy archive: {error}.") from error
    try:
        meta = orjson.loads(str(flat.pop("__meta__", "{}")))
    except orjson.JSONDecodeError as error:
        raise refused("__meta__", f"is not JSON: {error.msg}") from error
    if not isinstance(meta, dict):
        raise refused("__meta__", "is not a JSON object")
    return problem_of(Columns({**dict(_leaves(meta)), **flat}))


def problem_to_json(problem: Problem) -> bytes:
    """Return the problem as JSON; reading it gives the same problem."""
    tree: dict[str, Any] = {}
    for key, value in entries_of(problem):
        branch, _, leaf = key.rpartition("/")
        place = tree.setdefault(branch, {}) if branch else tree
        place[leaf] = value.tolist() if isinstance(value, np.ndarray) else value
    return orjson.dumps(tree)


def problem_to_npz(problem: Problem) -> bytes:
    """Return the problem as a compressed NumPy archive."""
    entries = dict(entries_of(problem))
    arrays = {key: value for key, value in entries.items() if isinstance(value, np.ndarray)}
    meta = {key: value for key, value in entries.items() if key not in arrays}
    target = io.BytesIO()
    np.savez_compressed(target, allow_pickle=False, __meta__=orjson.dumps(meta).decode(), **arrays)
    return target.getvalue()


def _leaves(tree: Mapping[str, Any], stem: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from _leaves(value, f"{stem}{key}/")
        else:
            yield f"{stem}{key}", value
