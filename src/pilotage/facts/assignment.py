"""Who does what: one line of the RACI, and whether an owner said yes to what is theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Assignment:
    """One area or step, by the names of people or roles.

    ``responsible`` do it, exactly one is ``accountable``, ``deputy`` stands in, ``consulted`` are
    asked before, ``informed`` are told after. ``approver`` says that it was done well. ``wave`` 0
    is any wave.
    """

    what: str
    accountable: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    deputy: str = ""
    consulted: tuple[str, ...] = ()
    informed: tuple[str, ...] = ()
    approver: str = ""
    wave: int = 0


@dataclass(frozen=True)
class Ownership:
    """What one person answered when asked to own one item; a refusal asks for another owner."""

    kind: str
    key: str
    who: str
    accepted: bool
    answered_on: date
    why: str = ""
