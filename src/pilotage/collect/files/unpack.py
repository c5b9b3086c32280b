"""Archives, opened with bounds: an export is data from elsewhere and may be a trap."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Protocol

from pilotage.collect.files import MAX_BYTES
from pilotage.facts.snapshot import Refusal

MAX_ENTRIES = 20_000
MAX_RATIO = 200
"""JSON shrinks to a twentieth or so; what grows more than this is made to fill a disk."""

FREE_BYTES = 64 * 1024**2
"""The ratio counts only past this size, because tiny files may shrink a lot."""

CHUNK = 1024**2
DAMAGED = (EOFError, zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, NotImplementedError)
BROKEN = "is damaged or cut off and cannot be unpacked"

Unpacked = tuple[Path, str]


class Stream(Protocol):
    """What bytes can be read from, piece by piece."""

    def read(self, size: int = -1, /) -> bytes:
        """Return at most ``size`` bytes, none at the end."""


class TooMuch(Exception):
    """More came out of an archive than an export can hold."""


def is_archive(path: Path) -> bool:
    """Tell whether ``path`` is a gzip file or a zip archive; office documents are not."""
    with path.open("rb") as stream:
        start = stream.read(4)
    zipped = start == b"PK\x03\x04" and path.suffix.lower() in (".zip", "")
    return start[:2] == b"\x1f\x8b" or zipped


def unpacked(path: Path, name: str, scratch: Path) -> Iterator[Unpacked | Refusal]:
    """Yield each file inside with its name, unpacked below ``scratch``, one at a time."""
    into = scratch / "inside"
    try:
        if zipfile.is_zipfile(path):
            yield from _zip(path, name, into)
        else:
            with gzip.open(path) as stream:
                _copy(stream, into, _limit(path.stat().st_size))
            yield into, name.removesuffix(".gz")
    except TooMuch as error:
        yield Refusal(name, str(error), 0)
    except DAMAGED:
        yield Refusal(name, BROKEN, 0)


def _zip(path: Path, name: str, into: Path) -> Iterator[Unpacked | Refusal]:
    left = _limit(path.stat().st_size)
    with zipfile.ZipFile(path) as archive:
        files = (entry for entry in archive.infolist() if not entry.is_dir())
        entries = [entry for entry in files if not is_hidden(entry.filename)]
        if len(entries) > MAX_ENTRIES:
            raise TooMuch(f"holds {len(entries)} files, more than {MAX_ENTRIES}")
        for entry in sorted(entries, key=lambda one: one.filename):
            inside = f"{name}/{entry.filename}"
            if why := _unsafe(entry):
                yield Refusal(inside, why, 0)
                continue
            try:
                with archive.open(entry) as stream:
                    left -= _copy(stream, into, left)
            except TooMuch as error:
                left = 0
                yield Refusal(inside, str(error), 0)
            except DAMAGED:
                yield Refusal(inside, BROKEN, 0)
            else:
                yield into, inside


def is_hidden(name: str) -> bool:
    """Tell whether a file or a folder above it is hidden, or is what macOS adds to archives."""
    parts = [part for part in name.split("/") if part not in (".", "..")]
    return any(part.startswith((".", "__MACOSX")) for part in parts)


def _unsafe(entry: zipfile.ZipInfo) -> str:
    parts = PurePosixPath(entry.filename.replace("\\", "/")).parts
    if ".." in parts or entry.filename.startswith(("/", "\\")) or ":" in entry.filename:
        return "its name leads out of the archive"
    return "is encrypted" if entry.flag_bits & 1 else ""


def _limit(packed: int) -> int:
    return min(2 * MAX_BYTES, max(FREE_BYTES, packed * MAX_RATIO))


def _copy(stream: Stream, into: Path, limit: int) -> int:
    """Copy ``stream`` into a file and return its size in bytes.

    Raises:
        TooMuch: it is larger than ``limit``.
    """
    size = 0
    with into.open("wb") as out:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > min(limit, MAX_BYTES):
                raise TooMuch("unpacks to more than an export can hold")
            out.write(chunk)
    return size
