"""Snapshots on disk: one Parquet file per table, and a manifest that says what they are.

The manifest holds source, time, row counts and digest of every table, what was withheld, and
what was refused. A folder whose files do not match it is not loaded.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import polars as pl
from pydantic import TypeAdapter, ValidationError

from pilotage.facts.errors import InputError, NotKnown, SchemaMismatch
from pilotage.facts.snapshot import Capture, Refusal, Snapshot
from pilotage.facts.tables import TABLES
from pilotage.store.home import new_folder, write_file

FORMAT = "pilotage-snapshot/1"
MANIFEST = "manifest.json"


@dataclass(frozen=True)
class TableEntry:
    """What the manifest says of one table."""

    rows: int
    digest: str
    source: str
    missing: str = ""
    read: tuple[str, ...] = ()
    gaps: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Manifest:
    """What a snapshot folder holds; ``digest`` covers the digests of all tables."""

    format: str
    tenant: str
    side: str
    taken_at: datetime
    digest: str
    tables: dict[str, TableEntry]
    refused: tuple[Refusal, ...] = field(default=())


MANIFESTS = TypeAdapter(Manifest)


def name_of(snapshot: Snapshot) -> str:
    """Return the folder name of a snapshot: its side and its time in UTC."""
    return f"{snapshot.side}-{snapshot.taken_at:%Y%m%dT%H%M%SZ}"


def save(snapshot: Snapshot, home: Path) -> Path:
    """Write the snapshot under ``home`` and return its folder; all of it, or nothing."""
    folder = home / "snapshots" / name_of(snapshot)
    with new_folder(folder) as fresh:
        tables = {
            name: _write_table(fresh, name, capture)
            for name, capture in sorted(snapshot.captures.items())
        }
        manifest = Manifest(
            FORMAT,
            snapshot.tenant,
            snapshot.side,
            snapshot.taken_at,
            _digest_of(tables),
            tables,
            snapshot.refused,
        )
        write_file(fresh / MANIFEST, MANIFESTS.dump_json(manifest, indent=2))
    return folder


def _write_table(folder: Path, name: str, capture: Capture) -> TableEntry:
    path = folder / f"{name}.parquet"
    capture.frame.write_parquet(path, compression="zstd")
    return TableEntry(
        capture.frame.height,
        _sha256(path),
        capture.source,
        capture.missing,
        tuple(sorted(capture.read)),
        dict(sorted(capture.gaps.items())),
    )


def manifest_of(folder: Path) -> Manifest:
    """Read the manifest of a snapshot folder.

    Raises:
        NotKnown: there is no snapshot in the folder.
        InputError: the manifest is damaged, or of a format that we do not know.
    """
    path = folder / MANIFEST
    if not path.is_file():
        raise NotKnown(f"{folder} holds no snapshot: it has no {MANIFEST}")
    try:
        manifest = MANIFESTS.validate_json(path.read_bytes())
    except ValidationError as error:
        first = error.errors()[0]
        says = ": ".join(filter(None, (".".join(map(str, first["loc"])), first["msg"])))
        raise InputError(says, where=str(path), fix="Collect again.") from error
    if manifest.format != FORMAT:
        raise InputError(f"format {manifest.format} is not {FORMAT}", where=str(path))
    if manifest.taken_at.tzinfo is None:
        raise InputError("taken_at has no time zone", where=str(path), fix="Collect again.")
    return manifest


def load(folder: Path) -> Snapshot:
    """Load a snapshot and verify that nothing in it was changed since it was saved.

    Raises:
        NotKnown: there is no snapshot in the folder.
        InputError: a table is absent, changed, or unknown; says which file.
    """
    manifest = manifest_of(folder)
    if _digest_of(manifest.tables) != manifest.digest:
        raise InputError("its digest does not match its tables", where=str(folder / MANIFEST))
    captures = {
        name: _read_table(folder / f"{name}.parquet", name, entry)
        for name, entry in manifest.tables.items()
    }
    return Snapshot(manifest.tenant, manifest.taken_at, captures, manifest.side, manifest.refused)


def _read_table(path: Path, name: str, entry: TableEntry) -> Capture:
    if name not in TABLES:
        raise InputError("this version knows no such table", where=str(path))
    if not path.is_file() or _sha256(path) != entry.digest:
        raise InputError(
            "the file is absent or was changed after the snapshot was taken",
            where=str(path),
            fix="Collect again.",
        )
    try:
        frame = TABLES[name].tidy(pl.read_parquet(path))
    except (pl.exceptions.PolarsError, SchemaMismatch) as error:
        raise InputError(str(error), where=str(path)) from error
    return Capture(frame, entry.source, entry.missing, frozenset(entry.read), entry.gaps)


def folders(home: Path, side: str = "") -> list[Path]:
    """Return the snapshot folders of a home, oldest first; of one side if asked.

    One without a manifest is among them: an older one must not stand in for it unsaid.
    """
    return sorted((home / "snapshots").glob(f"{side or '*'}-*Z"), key=_time_of)


def latest(home: Path, side: str) -> Snapshot | None:
    """Load the newest snapshot of a side, or return None if there is none."""
    found = folders(home, side)
    return load(found[-1]) if found else None


def find(home: Path, asked: str) -> Path:
    """Return the folder of what a person typed: a side (its newest), a name, or a path.

    Raises:
        NotKnown: nothing matches; says what there is.
    """
    newest = folders(home, asked) if asked in ("source", "target") else []
    for path in (*newest[-1:], home / "snapshots" / asked, Path(asked)):
        if (path / MANIFEST).is_file():
            return path
    names = ", ".join(path.name for path in folders(home)) or "none yet"
    raise NotKnown(f"there is no snapshot {asked} in {home}; there is: {names}")


def _time_of(path: Path) -> tuple[str, str]:
    side, _, time = path.name.rpartition("-")
    return time, side


def _digest_of(tables: dict[str, TableEntry]) -> str:
    lines = "".join(f"{name} {entry.digest}\n" for name, entry in sorted(tables.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def _sha256(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
