"""Evidence as its reader may see it, and handing it in: for the pages and for scripts."""

from __future__ import annotations

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from pilotage.facts.errors import NotKnown, TooLarge
from pilotage.store import evidence
from pilotage.store.access import Scope
from pilotage.store.clients import folder_of
from pilotage.store.evidence import CHECK, MOST_BYTES, About
from pilotage.store.models import EvidenceFile
from pilotage.web.readiness.checks import check_named
from pilotage.web.timeline.own import own_handoff, own_handoffs


def own_files(scope: Scope, about: About | None = None) -> list[EvidenceFile]:
    """Return every file; to a vendor or a champion, their own and those of their hand-offs."""
    every = evidence.files(scope.engagement, about, scope.at)
    if scope.reads_all:
        return every
    keys = {each.key for each in own_handoffs(scope)}
    return [
        each
        for each in every
        if each.handed_in_by == scope.by.who or (each.kind == "handoff" and each.key in keys)
    ]


def handed_in(scope: Scope, file: UploadedFile[bytes], about: About) -> EvidenceFile:
    """Keep a file that somebody uploads.

    Raises:
        TooLarge: it has more than 20 MB.
        NotKnown: what it is about is not there for this person.
        InputError: see ``store.evidence.hand_in``.
    """
    if (file.size or 0) > MOST_BYTES:
        raise TooLarge(f"has {file.size:,} bytes; {MOST_BYTES:,} at most", where="file")
    if about.kind == CHECK:
        check_named(about.key)
    elif about.kind == "handoff":
        own_handoff(scope, about.key)
    if not scope.reads_all and about.kind not in (CHECK, "handoff"):
        raise NotKnown(f"there is no {about.kind} {about.key} to give evidence for")
    folder, what = folder_of(scope.engagement, settings.HOME), (file.name or "", file.read())
    return evidence.hand_in(scope.engagement, folder, what, about, scope.by, scope.now)


def given_out(scope: Scope, number: int) -> HttpResponse:
    """Return a file as a download; no browser opens it in our place.

    Raises:
        NotKnown: there is none of that number for this person.
    """
    file = evidence.file_numbered(own_files(scope), number)
    data = evidence.content(file, folder_of(scope.engagement, settings.HOME))
    answer = HttpResponse(data, content_type=file.media_type)
    answer["Content-Disposition"] = content_disposition_header(True, file.name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
