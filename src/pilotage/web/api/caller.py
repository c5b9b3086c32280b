"""Who calls: the token of a request, and what it opens."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from pilotage.facts.errors import NotAllowed, NotKnown
from pilotage.store.access import Scope, engagements_of, scope_of
from pilotage.store.models import ApiToken, Engagement
from pilotage.store.tokens import allows, holder


class Token(HttpBearer):
    """A token in the header ``Authorization: Bearer pil_...``."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        """Return the token if it counts; without one the answer is 401."""
        return holder(token, timezone.now())


def token_of(request: HttpRequest) -> ApiToken:
    """Return the token that was shown."""
    return cast(ApiToken, cast(Any, request).auth)


def need(request: HttpRequest, verb: str) -> None:
    """Refuse a token that is not for ``verb``.

    Raises:
        NotAllowed: says which scope is missing.
    """
    if not allows(token_of(request), verb):
        scope = "read" if verb == "read" else f"write:{verb}"
        raise NotAllowed(f"This token has no scope {scope}; nothing was done.")


def opened(
    request: HttpRequest,
    client: str,
    migration: str,
    *,
    verb: str = "",
    at: datetime | None = None,
    own: bool = False,
) -> Scope:
    """Return the migration as the token's user may see it; to outsiders there is none.

    With ``verb`` both the token and the user's roles must allow it. An address for those who see
    only their own, vendors and champions, says so with ``own``.

    Raises:
        NotKnown: there is none, it is another client's, or only parts of it may be seen.
        NotAllowed: the token or the roles do not allow ``verb``.
    """
    token = token_of(request)
    says = f"there is no migration {client}/{migration}"
    if token.client and token.client.slug != client:
        raise NotKnown(says)
    scope = scope_of(token.user, client, migration, source="api", at=at)
    if not (own or scope.reads_all):
        raise NotKnown(says)
    need(request, verb or "read")
    if verb:
        scope.need(verb)
    return scope


def engagements(request: HttpRequest) -> list[Engagement]:
    """Return every migration that the token opens."""
    need(request, "read")
    token = token_of(request)
    found = engagements_of(token.user)
    return list(found.filter(client=token.client) if token.client else found)
