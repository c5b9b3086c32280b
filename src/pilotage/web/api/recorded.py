"""What people agreed: an address for every kind of item, with the schema of its dataclass."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from types import GenericAlias
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router, Schema
from pydantic import create_model

from pilotage.store import items
from pilotage.store.kinds import KINDS, Kind
from pilotage.store.signer import own_name_only
from pilotage.web.api.answers import NO_KEY, REFUSALS, Moment, Version, shown, written
from pilotage.web.api.caller import opened

router = Router()
View = Callable[..., Any]
BY_ACTION = frozenset({"signature", "answer", "waiver", "scope_change", "ownership"})
"""Kinds that come about by doing something, such as signing; here they can be read alone."""


class Removed(Schema):
    """What was taken away; the audit log keeps what it was."""

    kind: str
    key: str
    removed: bool


def _models(kind: Kind) -> tuple[Any, Any]:
    """Return the schemas of an item as it is shown, and as it is sent."""
    name = "".join(part.capitalize() for part in kind.name.split("_"))
    kept: dict[str, Any] = {
        "kind": (str, ...),
        "key": (str, ...),
        "version": (int, ...),
        "changed_at": (datetime, ...),
        "changed_by": (str, ...),
        "value": (kind.type, ...),
    }
    sent = create_model(f"{name}Sent", __base__=Schema, value=(kind.type, ...))
    return create_model(f"{name}Kept", __base__=Schema, **kept), sent


def _readers(kind: Kind) -> tuple[View, View]:
    """Return the views that list the items of a kind, and that show one."""

    def every(
        request: HttpRequest, client: Path[str], migration: Path[str], at: Moment = None
    ) -> list[dict[str, Any]]:
        scope = opened(request, client, migration, at=at)
        return [shown(each) for each in items.items(scope.engagement, kind.name, at)]

    def one(
        request: HttpRequest, client: Path[str], migration: Path[str], key: str, at: Moment = None
    ) -> dict[str, Any]:
        scope = opened(request, client, migration, at=at)
        return shown(items.item(scope.engagement, kind.name, key, at))

    return every, one


def _writers(kind: Kind, sent: Any) -> tuple[View, View, View]:
    """Return the views that add an item of a kind, that change one, and that take one away."""

    def add(
        request: HttpRequest,
        client: Path[str],
        migration: Path[str],
        body: Any,
        idempotency_key: str = NO_KEY,
    ) -> HttpResponse:
        scope = opened(request, client, migration, verb=kind.name)

        def act() -> dict[str, Any]:
            own_name_only(scope, kind.name, body.value)
            version = 0 if kind.one or kind.called else None
            kept = items.save(scope.engagement, kind.name, body.value, scope.by, version=version)
            return shown(kept)

        return written(request, idempotency_key, act, status=201)

    def change(
        request: HttpRequest,
        client: Path[str],
        migration: Path[str],
        key: str,
        body: Any,
        version: Version,
        idempotency_key: str = NO_KEY,
    ) -> HttpResponse:
        scope = opened(request, client, migration, verb=kind.name)

        def act() -> dict[str, Any]:
            items.item(scope.engagement, kind.name, key)
            own_name_only(scope, kind.name, body.value)
            save = partial(items.save, scope.engagement, kind.name, body.value, scope.by)
            return shown(save(key=key, version=version))

        return written(request, idempotency_key, act)

    def take_away(
        request: HttpRequest,
        client: Path[str],
        migration: Path[str],
        key: str,
        version: Version,
        idempotency_key: str = NO_KEY,
    ) -> HttpResponse:
        scope = opened(request, client, migration, verb=kind.name)

        def act() -> dict[str, Any]:
            items.remove(scope.engagement, kind.name, key, scope.by, version=version)
            return {"kind": kind.name, "key": key, "removed": True}

        return written(request, idempotency_key, act)

    for view in (add, change):
        view.__annotations__["body"] = sent
    return add, change, take_away


def _add(kind: Kind) -> None:
    """Add the addresses of one kind."""
    seen, sent = _models(kind)
    every, one = _readers(kind)
    place, named = f"/items/{kind.name}", f"/items/{kind.name}/{{key}}"
    word = kind.name.replace("_", " ")
    routes: list[tuple[str, str, View, int, Any, str]] = [
        (
            place,
            "GET",
            every,
            200,
            GenericAlias(list, (seen,)),
            f"List every {word}, as it is now or was then",
        ),
        (named, "GET", one, 200, seen, f"Show one {word}"),
    ]
    if kind.name not in BY_ACTION:
        add, change, take_away = _writers(kind, sent)
        routes += [
            (place, "POST", add, 201, seen, f"Add one {word}"),
            (named, "PUT", change, 200, seen, f"Change the {word} of the version that you saw"),
            (named, "DELETE", take_away, 200, Removed, f"Take away one {word}"),
        ]
    for path, method, view, status, answer, says in routes:
        router.add_api_operation(
            path,
            [method],
            view,
            response={status: answer, **REFUSALS},
            summary=says,
            operation_id=f"{method.lower()}_{kind.name}{'_one' if path == named else ''}",
            tags=["items"],
        )


for _kind in KINDS.values():
    _add(_kind)
