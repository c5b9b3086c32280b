"""A wish to change what a migration covers: its effect, and the sponsor's word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True)
class ScopeChange:
    """``what`` is named as ``kind:name``, such as ``site:archive``; it is added or removed.

    ``working_days`` is by how much the finish date moves, ``money`` what that costs; None is not
    known. ``priority`` 1 is the highest. It is in force once the sponsor said yes.
    """

    what: str
    who: str
    asked_on: date
    does: Literal["add", "remove"] = "add"
    why: str = ""
    effort_hours: float | None = None
    working_days: float | None = None
    money: float | None = None
    risk: str = ""
    priority: int = 3
    state: Literal["asked", "approved", "refused"] = "asked"
    decided_by: str = ""
    decided_on: date | None = None
