"""Do once what was asked twice: an answer is kept under the key that the asker chose."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from pilotage.facts.errors import InputError
from pilotage.store.models import Said, User

KEPT = timedelta(hours=24)
Answer = tuple[int, Any]
"""A status and a body that JSON can hold."""


def once(user: User, key: str, asked: bytes, act: Callable[[], Answer]) -> Answer:
    """Return what ``act`` answers, or what it answered when the same was asked before.

    The answer stands or falls with what was done: where ``act`` fails, nothing is kept.

    Raises:
        InputError: the key was used for something else.
    """
    if not key:
        return act()
    digest = hashlib.sha256(asked).hexdigest()
    now = timezone.now()
    with transaction.atomic():
        Said.objects.filter(said_at__lt=now - KEPT).delete()
        said, new = Said.objects.select_for_update().get_or_create(
            user=user, key=key, defaults={"digest": digest, "said_at": now}
        )
        if not new and said.digest != digest:
            raise InputError("was used for another request", where=f"Idempotency-Key {key}")
        if new:
            said.status, said.body = act()
            said.save(update_fields=("status", "body"))
    return said.status, said.body
