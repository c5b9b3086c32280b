"""An action on all clients: its reach is shown, and the person types how many it touches."""

from __future__ import annotations

from django.http import HttpRequest

from pilotage.facts.errors import InputError

FIELD = "count"


def typed_count(request: HttpRequest, count: int) -> None:
    """Let an action pass only when the person typed how many it touches.

    Raises:
        InputError: another number was typed, or none; nothing was done.
    """
    if request.POST.get(FIELD, "").strip() != str(count):
        raise InputError(
            f"this touches {count} migrations and another number was typed; nothing was done",
            fix=f"Go back and type {count}.",
        )
