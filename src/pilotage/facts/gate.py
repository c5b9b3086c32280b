"""What people put under a gate: a signature for or against going on, or a waiver of a criterion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Side = Literal["business", "technical", "security"]


@dataclass(frozen=True)
class Signature:
    """One person's answer at a gate.

    ``gate`` is a name such as ``G2.w2``. ``run`` is the number of the run that the person saw,
    ``digest`` the SHA-256 of the copy of its findings, ``copy`` the file of that copy, seen from
    the engagement's folder. ``conditions`` are what the person asks for besides.
    """

    gate: str
    person: str
    role: str
    side: Side
    go: bool
    at: datetime
    statement: str = ""
    conditions: tuple[str, ...] = ()
    run: int = 0
    digest: str = ""
    copy: str = ""


@dataclass(frozen=True)
class Waiver:
    """Leave to miss one criterion of a gate, by who carries the risk, until a day."""

    gate: str
    criterion: str
    who: str
    why: str
    expires_on: date
    signed_on: date | None = None

    def counts(self, today: date) -> bool:
        """Tell whether the waiver lasts on this day."""
        return today <= self.expires_on
