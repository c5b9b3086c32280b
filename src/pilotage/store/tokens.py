"""Tokens for scripts: made once, kept as a digest, narrow, and not for ever."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from pilotage.facts.access import WRITES
from pilotage.facts.actor import Actor
from pilotage.facts.errors import InputError, NotKnown
from pilotage.store import audit
from pilotage.store.kinds import KINDS
from pilotage.store.models import ApiToken, Client, User

PREFIX = "pil_"
MOST_DAYS = 365
USED_EVERY = timedelta(minutes=5)
"""The last use is written down no more often than this."""


def digest_of(token: str) -> str:
    """Return what is kept of a token or of the secret part of a link."""
    return hashlib.sha256(token.encode()).hexdigest()


def verbs() -> frozenset[str]:
    """Return every word that can stand after ``write:``."""
    return frozenset(KINDS) | frozenset().union(*WRITES.values()) - {"*"}


def add_token(
    user: User,
    name: str,
    scopes: Sequence[str],
    by: Actor,
    *,
    days: int,
    client: Client | None = None,
) -> tuple[ApiToken, str]:
    """Make a token of a user, and return it with its text, which nobody can see again.

    Raises:
        InputError: a scope is unknown, the name is taken, or the time is too long.
    """
    _refuse_bad(user, name, scopes, days)
    text, now = PREFIX + secrets.token_urlsafe(32), timezone.now()
    with transaction.atomic():
        token = ApiToken.objects.create(
            user=user,
            name=name,
            digest=digest_of(text),
            scopes=sorted(set(scopes)),
            client=client,
            created_at=now,
            expires_at=now + timedelta(days=days),
        )
        after = {"of": user.email, "scopes": token.scopes, "days": days}
        audit.write(client, by, "added", ("token", name), after=after)
    return token, text


def _refuse_bad(user: User, name: str, scopes: Sequence[str], days: int) -> None:
    known = {"read", "write", *(f"write:{verb}" for verb in verbs())}
    if unknown := sorted(set(scopes) - known):
        raise InputError(f"there is no scope {unknown[0]}", fix="Use read, write or write:KIND.")
    if not scopes:
        raise InputError("a token without a scope can do nothing", fix="Name one, such as read.")
    if not 1 <= days <= MOST_DAYS:
        raise InputError(f"a token lives for 1 to {MOST_DAYS} days, not {days}")
    if not name or standing(user).filter(name=name).exists():
        raise InputError(f"{user} has a token called {name!r} already, or the name is empty")


def standing(user: User) -> QuerySet[ApiToken]:
    """Return the tokens of a user that were not revoked, newest first."""
    return user.tokens.filter(revoked_at=None).order_by("-created_at")


def revoke(user: User, name: str, by: Actor) -> None:
    """End a token at once.

    Raises:
        NotKnown: the user has no such token.
    """
    with transaction.atomic():
        token = standing(user).filter(name=name).first()
        if token is None:
            raise NotKnown(f"{user} has no token {name}")
        token.revoked_at = timezone.now()
        token.save(update_fields=("revoked_at",))
        audit.write(token.client, by, "revoked", ("token", name), before={"of": user.email})


def holder(text: str, now: datetime) -> ApiToken | None:
    """Return the token that a script shows; None if it is none, is over, or its user is gone."""
    found = ApiToken.objects.select_related("user", "client").filter(digest=digest_of(text))
    token = found.filter(revoked_at=None, expires_at__gt=now, user__is_active=True).first()
    if token and (token.used_at is None or token.used_at < now - USED_EVERY):
        token.used_at = now
        token.save(update_fields=("used_at",))
    return token


def allows(token: ApiToken, verb: str) -> bool:
    """Tell whether the scopes of a token let it ``read``, or write what ``verb`` names."""
    wanted = {"read"} if verb == "read" else {"write", f"write:{verb}"}
    return bool(wanted & set(token.scopes))
