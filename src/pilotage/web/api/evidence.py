"""Evidence: files handed in, their list, and their way out again."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import File, Form, Path, Router, Schema
from ninja.files import UploadedFile
from pydantic import Field

from pilotage.store.evidence import About
from pilotage.store.models import EvidenceFile
from pilotage.web.api.answers import HIGHEST, NO_KEY, REFUSALS, Moment, Refused, written
from pilotage.web.api.caller import opened
from pilotage.web.evidence.own import given_out, handed_in, own_files

router = Router(tags=["evidence"])


class EvidenceOut(Schema):
    """A file that was handed in, with its SHA-256 digest, about an item or a check."""

    id: int
    kind: str
    key: str
    name: str
    media_type: str
    size_bytes: int
    digest: str
    handed_in_by: str
    handed_in_at: datetime


class Proves(Schema):
    """What a file is about: the kind and key of an item, or ``check`` and its id."""

    kind: str = Field(max_length=30)
    key: str = Field(max_length=200)


@router.get("/evidence", response={200: list[EvidenceOut], **REFUSALS})
def every_file(
    request: HttpRequest, client: Path[str], migration: Path[str], at: Moment = None
) -> list[dict[str, Any]]:
    """List every file; of a vendor, its own."""
    scope = opened(request, client, migration, at=at, own=True)
    return [_shown(each) for each in own_files(scope)]


@router.post("/evidence", response={201: EvidenceOut, 413: Refused, **REFUSALS})
def hand_in(
    request: HttpRequest,
    client: Path[str],
    migration: Path[str],
    about: Form[Proves],
    file: File[UploadedFile],
    idempotency_key: str = NO_KEY,
) -> HttpResponse:
    """Hand in one file of 20 MB at most: pdf, png, jpeg, txt, csv, json, docx or xlsx."""
    scope = opened(request, client, migration, verb="evidence", own=True)
    sent = f"{about.kind}\n{about.key}\n{file.name}\n".encode()
    sent += hashlib.file_digest(file, "sha256").digest()
    file.seek(0)

    def act() -> dict[str, Any]:
        return _shown(handed_in(scope, file, About(about.kind, about.key)))

    return written(request, idempotency_key, act, status=201, sent=sent)


@router.get("/evidence/{number}", response={200: Any, **REFUSALS})
def one_file(
    request: HttpRequest,
    client: Path[str],
    migration: Path[str],
    number: Annotated[int, Field(ge=0, le=HIGHEST)],
) -> HttpResponse:
    """Hand out one file as a download."""
    return given_out(opened(request, client, migration, own=True), number)


def _shown(file: EvidenceFile) -> dict[str, Any]:
    return {
        name: getattr(file, "pk" if name == "id" else name) for name in EvidenceOut.model_fields
    }
