"""A control that is opened for a while, with the person who answers for it and its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Relaxation:
    """Something that is weaker than it should be, for as long as the move needs it.

    ``objects`` are the accounts, groups or applications that a policy leaves out, by id, sign-in
    name or name; that is how the entry is found in a tenant again. ``kind`` is one of ``KINDS``.
    ``closed_on`` is when it was taken back. Nobody can excuse one: it is closed, or it is open.
    """

    what: str
    who: str
    why: str
    since: date
    ends: date
    objects: tuple[str, ...] = ()
    kind: str = "policy exclusion"
    closed_on: date | None = None


KINDS = (
    "policy exclusion",
    "migration administrator",
    "application permission",
    "disabled control",
    "shared password",
)
"""What can be opened for a while."""
