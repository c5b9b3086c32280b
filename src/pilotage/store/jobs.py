"""Jobs: ask for one, take one, hold it, and write down how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import OperationalError, connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from pilotage.facts.errors import NotKnown
from pilotage.store.models import Engagement, Job, User

LEASE = timedelta(seconds=30)
MOST_ATTEMPTS = 3
OPEN = ("asked", "running")


@dataclass(frozen=True)
class Held:
    """A job that a worker has taken; ``fence`` proves that it is still the one who holds it."""

    id: int
    name: str
    arguments: dict[str, Any]
    engagement: Engagement | None
    asked_by: str
    fence: int


def ask(
    name: str,
    engagement: Engagement | None,
    arguments: dict[str, Any],
    *,
    asked_by: str,
    user: User | None = None,
    key: str = "",
    due_at: datetime | None = None,
) -> Job:
    """Ask for a job; asked again with the same ``key``, the one that is there is returned."""
    now = timezone.now()
    fields = {
        "name": name,
        "engagement": engagement,
        "arguments": arguments,
        "asked_by": asked_by,
        "user": user,
        "asked_at": now,
        "due_at": due_at or now,
    }
    job, _ = Job.objects.get_or_create(key=key or uuid4().hex, defaults=fields)
    return job


def job_of(engagement: Engagement, job_id: int) -> Job:
    """Return a job of an engagement.

    Raises:
        NotKnown: it has none of that number.
    """
    if job := Job.objects.filter(engagement=engagement, pk=job_id).first():
        return job
    raise NotKnown(f"there is no job {job_id} of {engagement}")


def take(worker: str) -> Held | None:
    """Take the job that is due longest, also one whose worker has not been heard of any more."""
    if not _free(timezone.now()).exists():
        return None
    with transaction.atomic():
        now = timezone.now()
        ready = _free(now).order_by("due_at", "id")
        if connection.features.has_select_for_update_skip_locked:
            ready = ready.select_for_update(skip_locked=True)
        job = ready.first()
        if job is None:
            return None
        job.state, job.worker, job.lease_until = "running", worker, now + LEASE
        job.started_at = job.started_at or now
        job.fence, job.attempt = job.fence + 1, job.attempt + 1
        job.save()
    return Held(job.pk, job.name, job.arguments, job.engagement, job.asked_by, job.fence)


def _free(now: datetime) -> Any:
    lost = Q(state="running", lease_until__lt=now, attempt__lt=MOST_ATTEMPTS)
    return Job.objects.filter(Q(state="asked", due_at__lte=now) | lost)


def hold(held: Held, doing: str = "", done: int = 0, of: int = 0) -> bool:
    """Say that the job goes on, and how far it is.

    False when another worker has it, or when it cannot be written just now; the lease is long
    enough to try again.
    """
    until = timezone.now() + LEASE
    try:
        return _write(held, lease_until=until, doing=doing[:100], done=done, of=of)
    except OperationalError:
        return False


def end(held: Held, *, result: Any = None, error: str = "") -> bool:
    """Write down how the job ended; False when another worker has it."""
    state = "failed" if error else "done"
    return _write(held, state=state, ended_at=timezone.now(), result=result, error=error)


def give_up_lost() -> int:
    """Fail the jobs that were lost too often; returns how many."""
    lost = Job.objects.filter(
        state="running", lease_until__lt=timezone.now(), attempt__gte=MOST_ATTEMPTS
    )
    says = f"its worker ended without a word {MOST_ATTEMPTS} times"
    return lost.update(state="failed", error=says, ended_at=timezone.now(), fence=F("fence") + 1)


def _write(held: Held, **fields: Any) -> bool:
    rows = Job.objects.filter(pk=held.id, fence=held.fence, state="running")
    return rows.update(**fields) == 1
