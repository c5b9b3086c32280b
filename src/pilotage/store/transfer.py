"""Move everything between homes and databases: records, files, and the audit log to the letter.

What stays behind: passwords and second factors, sessions, jobs, connections with their sealed
secrets, half collections, the secret of the installation and its sign-in settings. Tokens and
personal links go along as digests, from which nobody can make the token again.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from pilotage.facts.errors import InputError
from pilotage.store import audit, audit_file, table_rows
from pilotage.store.archive import Manifest, packing, unpack
from pilotage.store.choice import CLIENTS
from pilotage.store.models import Client, Engagement, Entry, User

FORMAT = "pilotage-export/1"
FILES = "files"
LEFT = {"connections", "collections", CLIENTS, "migration", "sign-in.toml", "secret.key"}
"""Parts of a folder that stay behind, with whatever begins with a dot or is the database."""

SAYS = {
    "left_out": "passwords, second factors, sessions, jobs, connections, secrets, sign-in settings",
    "digests_only": "tokens and personal links",
}


@dataclass(frozen=True)
class Moved:
    """What went out or came in; ``seal`` is the hash of the audit log."""

    rows: dict[str, int]
    files: int
    entries: int
    seal: str


def export_all(home: Path, path: Path) -> Moved:
    """Write everything to the archive ``path``, as it is at one moment.

    Raises:
        InputError: the archive cannot be written, or the audit log is broken.
    """
    with _one_moment():
        proof = audit.prove(audit.entries(), audit.ends())
        if proof.broken:
            raise InputError(proof.broken, where="audit log", fix="See: pilotage audit verify.")
        rows = {model.__name__: model._default_manager.count() for model in table_rows.MOVED}
        says: dict[str, Any] = {"audit_hash": proof.seal, "rows": rows, **SAYS}
        with packing(path, FORMAT, says) as archive:
            log = audit_file.lines(audit.entries(), audit.ends())
            archive.add(audit_file.NAME, (line.encode() for line in log))
            for model in table_rows.MOVED:
                lines = table_rows.lines(model)
                archive.add(table_rows.name_of(model), (line.encode() for line in lines))
            names = dict(_files(home))
            for name, file in sorted(names.items()):
                archive.add_file(f"{FILES}/{name}", file)
    return Moved(rows, len(names), proof.entries, proof.seal)


@contextmanager
def _one_moment() -> Iterator[None]:
    """Let every table be read as of the same moment."""
    with transaction.atomic():
        if connection.vendor == "postgresql" and len(connection.savepoint_ids) == 0:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _files(home: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files of every engagement by their names as seen from the home folder."""
    for folder in sorted(set(Engagement.objects.values_list("folder", flat=True))):
        base = home / folder
        for top in sorted(base.iterdir()) if base.is_dir() else ():
            if _left(top.name):
                continue
            for file in (top, *sorted(top.rglob("*"))):
                if file.is_file() and not file.is_symlink():
                    yield file.relative_to(home).as_posix(), file


def _left(name: str) -> bool:
    return name in LEFT or name.startswith((".", "records.sqlite3"))


def import_all(home: Path, path: Path) -> Moved:
    """Take in an archive of ``export_all``, whole or not at all, where nothing is yet.

    Raises:
        InputError: the records hold something, or the archive is not what it says.
    """
    if Client.objects.exists() or User.objects.exists() or Entry.objects.exists():
        raise InputError(
            "there are records already, and an import would mix them",
            where=str(home),
            fix="Give a new folder with --home, or an empty database.",
        )
    stage = Path(tempfile.mkdtemp(dir=home, prefix=".import-"))
    try:
        manifest = unpack(path, FORMAT, stage)
        with transaction.atomic():
            rows = _take_in_rows(stage, path)
            proof = _proven(manifest, path)
            files = _place(stage / FILES, home, path)
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    return Moved(rows, files, proof.entries, proof.seal)


def _take_in_rows(stage: Path, path: Path) -> dict[str, int]:
    rows = {}
    for model in table_rows.MOVED:
        file = stage / table_rows.name_of(model)
        if not file.is_file():
            raise InputError(f"holds no {table_rows.name_of(model)}", where=str(path))
        with file.open("rb") as lines:
            rows[model.__name__] = table_rows.load(model, lines)
    table_rows.count_on(table_rows.MOVED)
    return rows


def _proven(manifest: Manifest, path: Path) -> audit.Proof:
    """Prove the log that was taken in, and that it is the one that was sent."""
    proof = audit.prove(audit.entries(), audit.ends())
    if proof.broken or proof.seal != manifest.says.get("audit_hash"):
        says = proof.broken or "the audit log is not the one that was exported"
        raise InputError(says, where=str(path))
    return proof


def _place(files: Path, home: Path, path: Path) -> int:
    """Move files to their places in the home folder; none is put over one that is there."""
    known = tuple(Engagement.objects.values_list("folder", flat=True))
    found = sorted(each for each in files.rglob("*") if each.is_file())
    for file in found:
        name = file.relative_to(files)
        own = [name.relative_to(folder) for folder in known if name.is_relative_to(folder)]
        if not any(inside.parts and not _left(inside.parts[0]) for inside in own):
            raise InputError(f"{name} belongs to no migration", where=str(path))
        if (home / name).exists():
            raise InputError(f"{name} is there already", where=str(home))
    for file in found:
        place = home / file.relative_to(files)
        place.parent.mkdir(parents=True, exist_ok=True)
        file.replace(place)
    return len(found)
