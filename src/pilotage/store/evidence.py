"""Evidence: files that people hand in, kept under their digest, with an entry for each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from pilotage.facts.actor import Actor
from pilotage.facts.errors import InputError, NotKnown, PilotageError, TooLarge
from pilotage.store import audit
from pilotage.store.file_types import media_type, plain_name
from pilotage.store.kinds import KINDS
from pilotage.store.models import Engagement, EvidenceFile

CHECK = "check"
"""The kind of evidence that is about a check and not about an item."""

FOLDER = "evidence"
MOST_BYTES = 20 * 1024**2


@dataclass(frozen=True)
class About:
    """What a file proves: the kind and key of an item, or ``check`` and its id."""

    kind: str
    key: str


def hand_in(
    engagement: Engagement, folder: Path, file: tuple[str, bytes], about: About, by: Actor,
    now: datetime,
) -> EvidenceFile:  # fmt: skip
    """Keep a file, its name and its bytes, in the engagement's ``folder``; twice keeps it once.

    Raises:
        TooLarge: it has more than 20 MB.
        InputError: it is empty, or of no kind that is taken.
        NotKnown: there is nothing of that kind and key.
    """
    data = file[1]
    if len(data) > MOST_BYTES:
        raise TooLarge(f"has {len(data):,} bytes; {MOST_BYTES:,} at most", where="file")
    if not data:
        raise InputError("is empty", where="file")
    _refuse_unknown(engagement, about)
    name = plain_name(file[0])
    kind, digest = media_type(name, data), hashlib.sha256(data).hexdigest()
    asked = {"kind": about.kind, "key": about.key, "digest": digest}
    with transaction.atomic():
        Engagement.objects.select_for_update().get(pk=engagement.pk)
        if found := engagement.evidence.filter(**asked).first():
            return found
        _write(folder, digest, data)
        says = asked | {"name": name, "media_type": kind, "size_bytes": len(data)}
        audit.write(engagement, by, "handed in", (FOLDER, digest), after=says)
        return EvidenceFile.objects.create(
            engagement=engagement, handed_in_by=by.who, handed_in_at=now, **says
        )


def files(
    engagement: Engagement, about: About | None = None, at: datetime | None = None
) -> list[EvidenceFile]:
    """Return the files of an engagement, newest first, of one thing or of all."""
    found = engagement.evidence.all()
    found = found.filter(kind=about.kind, key=about.key) if about else found
    return list(found.filter(handed_in_at__lte=at) if at else found)


def file_numbered(among: Iterable[EvidenceFile], number: int) -> EvidenceFile:
    """Return one of the files.

    Raises:
        NotKnown: it is not among them.
    """
    for each in among:
        if each.pk == number:
            return each
    raise NotKnown(f"there is no file {number}")


def content(file: EvidenceFile, folder: Path) -> bytes:
    """Return the bytes of a file, proven by its digest.

    Raises:
        PilotageError: the file is gone, or was changed on the disk.
    """
    try:
        data = _place(folder, file.digest).read_bytes()
    except OSError as error:
        raise PilotageError(f"{file.name} is gone from the disk ({error.strerror})") from error
    if hashlib.sha256(data).hexdigest() != file.digest:
        raise PilotageError(f"{file.name} was changed on the disk; it is not what was handed in")
    return data


def _refuse_unknown(engagement: Engagement, about: About) -> None:
    if about.kind == CHECK:
        return
    known = about.kind in KINDS and engagement.items.filter(kind=about.kind, key=about.key)
    if not known:
        raise NotKnown(f"there is no {about.kind} {about.key} to give evidence for")


def _place(folder: Path, digest: str) -> Path:
    return folder / FOLDER / f"{digest}.evidence"


def _write(folder: Path, digest: str, data: bytes) -> None:
    place = _place(folder, digest)
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh = place.with_suffix(".new")
    fresh.write_bytes(data)
    fresh.replace(place)
