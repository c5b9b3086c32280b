"""What is done in a cutover, in which order, and how each step is taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum


class Kind(Enum):
    """The six kinds of migration; the value is what people write in files and commands."""

    TENANT_TO_TENANT = "tenant-to-tenant"
    MAIL_TO_MICROSOFT_365 = "mail-to-microsoft-365"
    GOOGLE_TO_MICROSOFT_365 = "google-to-microsoft-365"
    IDENTITY_CONSOLIDATION = "identity-consolidation"
    INFRASTRUCTURE_MODERNIZATION = "infrastructure-modernization"
    SECURITY_TRANSITION = "security-transition"


@dataclass(frozen=True)
class Step:
    """One act of a runbook.

    ``key`` is stable across retries and resumes. ``starts`` is counted from T-0, the start of
    the change window, and may be negative. ``checks`` must have passed before the step,
    ``verify`` says how it is proven. ``undo`` says how it is taken back and ``undo_minutes``
    how long that takes; a step that is not ``reversible`` is a one-way door.
    """

    key: str
    title: str
    phase: str
    owner: str
    starts: timedelta
    minutes: float
    verify: str
    undo: str = ""
    undo_minutes: float = 0
    reversible: bool = True
    point_of_no_return: bool = False
    checks: tuple[str, ...] = ()
    mover: str = ""
    after: tuple[str, ...] = ()
    detail: str = ""

    @property
    def lasts(self) -> timedelta:
        """Return how long the step is expected to take."""
        return timedelta(minutes=self.minutes)


@dataclass(frozen=True)
class Criterion:
    """One measurable condition of a gate: a check that must have passed, or a signature."""

    says: str
    check: str = ""
    waivable: bool = True


@dataclass(frozen=True)
class Gate:
    """A go/no-go point: every criterion is met and both signatures exist, or work stops.

    ``of`` says which environment its checks judge: "source", "target" or "migration".
    """

    key: str
    title: str
    phase: str
    starts: timedelta
    criteria: tuple[Criterion, ...]
    business: str
    technical: str
    of: str = "source"
    if_silent: str = "no-go"


Item = Step | Gate


@dataclass(frozen=True)
class Runbook:
    """The items of one wave in the order in which they are done.

    ``window`` is the start and the end of the change window of the wave, or None while the
    plan has no dates; ``members`` are the display names of the units that move, ``roles`` pairs of
    role id and the name of who holds it.
    """

    wave: int
    title: str
    kind: Kind
    items: tuple[Item, ...]
    members: tuple[str, ...] = ()
    window: tuple[datetime, datetime] | None = None
    roles: tuple[tuple[str, str], ...] = ()
