"""Refuse what is too large by what it says of itself, before any of it is read."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse

from pilotage.store.evidence import MOST_BYTES

MOST = MOST_BYTES + 64 * 1024
"""One file and the rest of its form."""


class UploadLimit:
    """Answers 413 to a body that says it is larger; a server reads no more than a body says."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request pass, or refuse it."""
        said = str(request.META.get("CONTENT_LENGTH") or "0")
        if not said.isdecimal() or len(said) > len(str(2**63)) or int(said) > MOST:
            says = f"This is too large: {MOST_BYTES // 1024**2} MB at most. Nothing was kept."
            if request.path.startswith("/api/"):
                return JsonResponse({"error": says}, status=413)
            return HttpResponse(says, status=413, content_type="text/plain; charset=utf-8")
        return self.get_response(request)
