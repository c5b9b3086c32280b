"""A stretch of a migration from one gate to the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Phase:
    """Why the phase exists, when it may begin and when it is over, and what it leaves.

    ``entry`` and ``exit`` are criteria in words; ``gate`` is the gate that closes it. ``owner``
    is a role or a name. Days are planned, ``ended_on`` is what happened.
    """

    title: str
    purpose: str
    entry: tuple[str, ...] = ()
    exit: tuple[str, ...] = ()
    deliverables: tuple[str, ...] = ()
    owner: str = ""
    gate: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    ended_on: date | None = None
