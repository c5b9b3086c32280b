"""Find the files of an export: walk folders, open archives, look at the head of each file."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pilotage.collect.files import MAX_BYTES, ExportFile
from pilotage.collect.files.unpack import is_archive, is_hidden, unpacked
from pilotage.facts.errors import InputError
from pilotage.facts.snapshot import Refusal

HEAD = 64 * 1024
UNFINISHED = (".part", ".partial", ".crdownload", ".tmp", ".download")
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
FALLBACK = "cp1252"


@dataclass(frozen=True)
class Found:
    """A file, its name seen from the folder that was asked for, and its size in bytes."""

    path: Path
    name: str
    size: int = 0


def files_below(paths: Sequence[Path]) -> list[Found]:
    """Return every file below ``paths``, sorted by name.

    Hidden files and folders are not looked at. Links are followed, each folder once.

    Raises:
        InputError: a path does not exist, or a folder cannot be listed.
    """
    found: dict[Path, Found] = {}
    for path in paths:
        if path.is_dir():
            below = _walk(path, set())
            found |= {each: _found(each, each.relative_to(path).as_posix()) for each in below}
        elif path.is_file():
            found[path] = _found(path, path.name)
        elif path.exists():
            raise InputError("is neither a file nor a folder.", where=str(path))
        else:
            raise InputError("does not exist.", where=str(path))
    seen = (each for each in found.values() if not is_hidden(each.name))
    return sorted(seen, key=lambda each: (each.name, str(each.path)))


def _walk(folder: Path, seen: set[Path]) -> Iterator[Path]:
    """Yield what lies below ``folder`` and is no folder.

    Raises:
        InputError: a folder cannot be listed; what lies in it would be left out unsaid.
    """
    real = folder.resolve()
    if real in seen:
        return
    seen.add(real)
    try:
        inside = sorted(folder.iterdir())
    except OSError as error:
        raise InputError(f"cannot be listed ({error.strerror}).", where=str(folder)) from error
    for each in inside:
        if is_hidden(each.name):
            continue
        if each.is_dir():
            yield from _walk(each, seen)
        else:
            yield each


def _found(path: Path, name: str) -> Found:
    try:
        return Found(path, name, path.stat().st_size)
    except OSError:
        return Found(path, name)


def opened(found: Found, scratch: Path) -> Iterator[ExportFile | Refusal]:
    """Yield the file, or what an archive holds, unpacked below ``scratch``."""
    path, name = found.path, found.name
    try:
        if path.exists() and not path.is_file():
            yield Refusal(name, "is no file that holds data", 0)
        elif not is_archive(path):
            yield _look(path, name)
        else:
            yield from _unpacked(path, name, scratch)
    except OSError as error:
        yield Refusal(name, f"cannot be read: {error.strerror or error}", 0)


def _unpacked(path: Path, name: str, scratch: Path) -> Iterator[ExportFile | Refusal]:
    for inside in unpacked(path, name, scratch):
        if isinstance(inside, Refusal):
            yield inside
        elif is_archive(inside[0]):
            yield Refusal(inside[1], "an archive inside an archive is not opened", 0)
        else:
            yield _look(*inside)


def _look(path: Path, name: str) -> ExportFile | Refusal:
    size = path.stat().st_size
    if not size:
        return Refusal(name, "is empty", 0)
    if size > MAX_BYTES:
        return Refusal(name, f"is larger than {MAX_BYTES // 1024**3} GB", 0)
    if name.lower().endswith(UNFINISHED):
        return Refusal(name, "is a download that has not finished", 0)
    with path.open("rb") as stream:
        raw = stream.read(HEAD)
    encoding = encoding_of(raw)
    head = raw.decode(encoding, errors="replace").removeprefix("\ufeff")
    if raw.startswith(b"PK\x03\x04"):
        return Refusal(name, "is a workbook or document; save its sheets as CSV in UTF-8", 0)
    if "\0" in head:
        return Refusal(name, "is not text", 0)
    return ExportFile(path, name, size, head, encoding)


def encoding_of(raw: bytes) -> str:
    """Return the encoding of a text by its first bytes: Unicode if it can be, else Windows."""
    for bom, encoding in BOMS:
        if raw.startswith(bom):
            return encoding
    if raw[1:64:2].count(0) > len(raw[1:64:2]) // 2:
        return "utf-16-le"
    if raw[0:64:2].count(0) > len(raw[0:64:2]) // 2:
        return "utf-16-be"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(raw)
    except UnicodeDecodeError:
        return FALLBACK
    return "utf-8"
