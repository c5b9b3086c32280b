"""Archives that prove themselves: a zip file with the digest of every part, read with suspicion.

The same parts make the same bytes. Nothing is written outside the folder that was named, nothing
grows beyond what it says it is, and an archive with a part missing or more is refused whole.
"""

from __future__ import annotations

import hashlib
import shutil
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any

from pydantic import TypeAdapter, ValidationError

from pilotage.facts.errors import InputError

DAMAGED = (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError)
"""What reading a zip file raises that is broken, cut off, encrypted or packed in a way unknown."""

MANIFEST = "manifest.json"
MANIFEST_BYTES = 64 * 1024**2
MOST_BYTES = 256 * 1024**3
MOST_RATIO = 200
"""Text of ours shrinks to a twentieth; what shrinks to less than a two-hundredth is a bomb."""

RATIO_FROM_BYTES = 1024**2
CHUNK = 1024**2
MADE = (1980, 1, 1, 0, 0, 0)
PACKED = (".parquet", ".zip", ".xlsx", ".png", ".jpg", ".pdf", ".evidence")


@dataclass(frozen=True)
class Part:
    """A file of an archive: its size in bytes and its SHA-256."""

    size: int
    digest: str


@dataclass(frozen=True)
class Manifest:
    """What an archive is and holds; ``says`` is for people and for whoever takes it in."""

    format: str
    says: dict[str, Any]
    parts: dict[str, Part]


_MANIFEST = TypeAdapter(Manifest)


@dataclass
class Packing:
    """An archive that is being written."""

    archive: zipfile.ZipFile
    parts: dict[str, Part] = field(default_factory=dict)

    def add(self, name: str, pieces: Iterable[bytes]) -> None:
        """Write one part."""
        info = zipfile.ZipInfo(name, MADE)
        packed = name.endswith(PACKED)
        info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
        size, digest = 0, hashlib.sha256()
        with self.archive.open(info, "w", force_zip64=True) as out:
            for piece in pieces:
                out.write(piece)
                digest.update(piece)
                size += len(piece)
        self.parts[name] = Part(size, digest.hexdigest())

    def add_file(self, name: str, path: Path) -> None:
        """Write a file as one part."""
        with path.open("rb") as file:
            self.add(name, iter(lambda: file.read(CHUNK), b""))


@contextmanager
def packing(path: Path, kind: str, says: Mapping[str, Any]) -> Iterator[Packing]:
    """Write an archive to ``path``, which appears when it is whole.

    Raises:
        InputError: it cannot be written.
    """
    fresh = path.with_name(f".{path.name}.part")
    try:
        with zipfile.ZipFile(fresh, "w", allowZip64=True) as archive:
            made = Packing(archive)
            yield made
            manifest = Manifest(kind, dict(says), dict(made.parts))
            text = _MANIFEST.dump_json(manifest, indent=1)
            archive.writestr(zipfile.ZipInfo(MANIFEST, MADE), text, zipfile.ZIP_DEFLATED)
        fresh.replace(path)
    except OSError as error:
        raise InputError(f"cannot be written ({error.strerror})", where=str(path)) from error
    finally:
        fresh.unlink(missing_ok=True)


def unpack(path: Path, kind: str, into: Path) -> Manifest:
    """Put every part under ``into``, which must be empty, and return the manifest.

    Raises:
        InputError: it is no such archive, or a part is missing, more, changed, too large, or
            would lie outside.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _manifest(archive, kind, path)
            _refuse_odd(archive, manifest, path)
            _refuse_large(manifest, into, path)
            for name, part in manifest.parts.items():
                with archive.open(name) as file:
                    _copy(file, into / name, part, f"{path}, {name}")
    except DAMAGED as error:
        raise InputError(f"cannot be read as an archive ({error})", where=str(path)) from error
    return manifest


def _manifest(archive: zipfile.ZipFile, kind: str, path: Path) -> Manifest:
    where = f"{path}, {MANIFEST}"
    if MANIFEST not in archive.namelist() or archive.getinfo(MANIFEST).file_size > MANIFEST_BYTES:
        raise InputError("is no export of ours, or only half of one", where=str(path))
    try:
        with archive.open(MANIFEST) as file:
            manifest = _MANIFEST.validate_json(file.read(MANIFEST_BYTES))
    except ValidationError as error:
        raise InputError("cannot be read", where=where) from error
    if manifest.format != kind:
        raise InputError(f"has the format {manifest.format}", where=where, fix=f"Need: {kind}.")
    return manifest


def _refuse_odd(archive: zipfile.ZipFile, manifest: Manifest, path: Path) -> None:
    """Refuse names that lead outside, come twice, are links, or are not in the manifest."""
    names = [each.filename for each in archive.infolist() if each.filename != MANIFEST]
    if sorted(names) != sorted(manifest.parts):
        odd = sorted(set(names) ^ set(manifest.parts))[:3] or ["a name that comes twice"]
        raise InputError(f"does not hold what it says: {', '.join(odd)}", where=str(path))
    for each in archive.infolist():
        if _leads_out(each.filename):
            raise InputError(f"{each.filename!r} would lie outside", where=str(path))
        size, packed = each.file_size, max(each.compress_size, 1)
        if size > RATIO_FROM_BYTES and size > MOST_RATIO * packed:
            raise InputError(f"{each.filename} shrank too much to be ours", where=str(path))


def _leads_out(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return name != "/".join(parts) or bool({"..", "/", "."} & set(parts)) or "\\" in name


def _refuse_large(manifest: Manifest, into: Path, path: Path) -> None:
    size = sum(part.size for part in manifest.parts.values())
    room = min(shutil.disk_usage(into).free, MOST_BYTES)
    if size > room:
        says = f"holds {size:,} bytes; there is room for {room:,}"
        raise InputError(says, where=str(path))


def _copy(file: IO[bytes], place: Path, part: Part, where: str) -> None:
    """Write one part, and stop as soon as it is more than it says."""
    place.parent.mkdir(parents=True, exist_ok=True)
    size, digest = 0, hashlib.sha256()
    with place.open("xb") as out:
        while piece := file.read(CHUNK):
            size += len(piece)
            if size > part.size:
                break
            digest.update(piece)
            out.write(piece)
    if size != part.size or digest.hexdigest() != part.digest:
        raise InputError("is not what the archive says it is", where=where)
