"""What the API answers: errors as JSON with what happened and what to do, and writes done once."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI, Schema
from ninja.params.functions import Header
from pydantic import AwareDatetime, Field

from pilotage.facts.errors import ChangedMeanwhile, InputError, PilotageError
from pilotage.store.items import Kept
from pilotage.store.kinds import kind_named
from pilotage.store.once import once
from pilotage.web.api.caller import token_of
from pilotage.web.refusals import STATUS

MOST_KEY = 100
NO_KEY: Any = Header("", max_length=MOST_KEY)
"""The header Idempotency-Key: a request that is sent twice with the same is done once."""

HIGHEST = 2**31 - 1
Version = Annotated[int, Field(ge=0, le=HIGHEST)]
"""The version that the caller saw; where another stands, nothing is saved."""

Moment = AwareDatetime | None
"""A moment with its zone; None is now."""


class Refused(Schema):
    """Why nothing was done; ``standing`` is what is there now, where somebody saved first."""

    error: str
    where: str = ""
    fix: str = ""
    standing: dict[str, Any] | None = None


class KeptOut(Schema):
    """An item with the version to send when it is changed; ``value`` is the item itself."""

    kind: str
    key: str
    version: int
    changed_at: datetime
    changed_by: str
    value: dict[str, Any]


REFUSALS: dict[int, Any] = {401: Any, 403: Refused, 404: Refused, 409: Refused, 422: Any}
"""What every address may answer besides what was asked for."""


def shown(kept: Kept) -> dict[str, Any]:
    """Return an item as JSON."""
    return {
        "kind": kept.kind,
        "key": kept.key,
        "version": kept.version,
        "changed_at": kept.changed_at.isoformat(),
        "changed_by": kept.changed_by,
        "value": kind_named(kept.kind).adapter.dump_python(kept.value, mode="json"),
    }


def refused(_: HttpRequest, error: PilotageError | type[PilotageError]) -> HttpResponse:
    """Answer an error that is meant for people."""
    status = next(status for kind, status, _ in STATUS if isinstance(error, kind))
    said: dict[str, Any] = {"error": str(error)}
    if isinstance(error, InputError):
        said = {"error": error.says, "where": error.where, "fix": error.fix}
    if isinstance(error, ChangedMeanwhile) and isinstance(error.standing, Kept):
        said["standing"] = shown(error.standing)
    return JsonResponse(said, status=status)


def written(
    request: HttpRequest,
    key: str,
    act: Callable[[], Any],
    *,
    status: int = 200,
    sent: bytes | None = None,
) -> HttpResponse:
    """Do what a request asks, once for each ``Idempotency-Key``, and answer it as JSON.

    ``sent`` tells two requests apart where the body was a form, which can be read once only.
    """

    def answer() -> tuple[int, Any]:
        return status, json.loads(json.dumps(act(), cls=DjangoJSONEncoder))

    asked = f"{request.method} {request.get_full_path()}\n".encode()
    asked += request.body if sent is None else sent
    code, body = once(token_of(request).user, key, asked, answer)
    return JsonResponse(body, status=code, safe=False)


def tell_errors(api: NinjaAPI) -> None:
    """Let the API answer the errors of ``facts.errors``."""
    api.add_exception_handler(PilotageError, refused)
