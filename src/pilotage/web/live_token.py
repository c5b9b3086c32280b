"""The token with which a page listens to one engagement; it is checked without the database."""

from __future__ import annotations

from datetime import timedelta

from django.core import signing

SALT = "pilotage.live"
LIFE = timedelta(hours=1)


def token_of(engagement: int, user: int) -> str:
    """Return a token for an engagement, by its id, that a user listens with for an hour."""
    return signing.dumps([engagement, user], salt=SALT)


def engagement_of(token: str) -> int | None:
    """Return the id of the engagement that a token opens; None if it is forged or over."""
    try:
        engagement, _ = signing.loads(token, salt=SALT, max_age=LIFE)
    except signing.BadSignature:
        return None
    return int(engagement)
