"""Errors that are meant for people become a page that says what happened and what to do."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pilotage.facts.errors import (
    ChangedMeanwhile,
    InputError,
    NotAllowed,
    NotKnown,
    PilotageError,
    TooLarge,
)

STATUS: tuple[tuple[type[PilotageError], int, str], ...] = (
    (NotKnown, 404, "Not found"),
    (NotAllowed, 403, "Not allowed"),
    (ChangedMeanwhile, 409, "Changed in the meantime"),
    (TooLarge, 413, "Too large"),
    (InputError, 422, "This cannot be used"),
    (PilotageError, 409, "Not done"),
)


class RefusalMiddleware:
    """Answers errors of ``facts.errors``; any other is a fault of ours and stays one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request pass, unless its address holds a zero byte, which no name has."""
        if "\x00" in request.path or any("\x00" in value for value in request.GET.values()):
            return HttpResponse("The address holds a zero byte.", status=400)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Return the page for an error that is meant for people."""
        if not isinstance(error, PilotageError):
            return None
        status, title = next(
            (status, title) for kind, status, title in STATUS if isinstance(error, kind)
        )
        context = {"title": title, "says": str(error), "status": status}
        return render(request, "refused.html", context, status=status)
