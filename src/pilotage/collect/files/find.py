"""Find the files of an export: walk folders, open archives, look at the head of each file."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Sequence
from pathlib import Path

from pilotage.collect.files import MAX_BYTES, ExportFile
from pilotage.collect.files.unpack import is_archive, unpacked
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


def files_below(paths: Sequence[Path]) -> list[tuple[Path, str]]:
    """Return each file with its name seen from the folder it was asked for, sorted by name.

    Hidden files and folders are not looked at.

    Raises:
        InputError: a path does not exist.
    """
    found: dict[Path, str] = {}
    for path in paths:
        if path.is_dir():
            below = (each for each in path.rglob("*") if each.is_file())
            found |= {each: each.relative_to(path).as_posix() for each in below}
        elif path.is_file():
            found[path] = path.name
        else:
            raise InputError("does not exist.", where=str(path))
    seen = ((path, name) for path, name in found.items() if not _hidden(name))
    return sorted(seen, key=lambda pair: (pair[1], str(pair[0])))


def opened(path: Path, name: str, scratch: Path) -> Iterator[ExportFile | Refusal]:
    """Yield the file, or what an archive holds, unpacked below ``scratch``."""
    try:
        if not is_archive(path):
            yield _look(path, name)
            return
        for inside in unpacked(path, name, scratch):
            if isinstance(inside, Refusal):
                yield inside
            elif is_archive(inside[0]):
                yield Refusal(inside[1], "an archive inside an archive is not opened", 0)
            else:
                yield _look(*inside)
    except OSError as error:
        yield Refusal(name, f"cannot be read: {error.strerror or error}", 0)


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


def _hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in name.split("/"))
