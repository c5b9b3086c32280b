"""What goes wrong on purpose: per resource, at a rate, drawn from a seed."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .answer import Question


class Mishap(StrEnum):
    """The ways in which an answer can be bad."""

    BUSY = "busy"
    BUSY_SILENT = "busy_silent"
    BUSY_BY_DATE = "busy_by_date"
    DOWN = "down"
    CUT = "cut"
    TRUNCATED = "truncated"
    MALFORMED = "malformed"
    DELTA_EXPIRED = "delta_expired"
    PAGE_EXPIRED = "page_expired"
    DENIED = "denied"
    DRIPPING = "dripping"
    LOOPING = "looping"
    AWAY = "away"
    HUGE = "huge"


OF_THE_WIRE = frozenset(
    {Mishap.CUT, Mishap.TRUNCATED, Mishap.DRIPPING, Mishap.AWAY, Mishap.HUGE, Mishap.MALFORMED}
)
"""What befalls an answer as a whole, and so never one part of a batch."""

NEEDS = {Mishap.DELTA_EXPIRED: "$deltatoken", Mishap.PAGE_EXPIRED: "$skiptoken"}
"""What a question must carry for this to befall it."""


@dataclass
class Fault:
    """``mishap`` befalls a share ``rate`` of the questions to ``resource``, ``times`` at most.

    ``resource`` is the path of an endpoint such as ``groups/{id}/members``; ``*`` is any.
    """

    mishap: Mishap
    resource: str = "*"
    rate: float = 1.0
    times: int | None = None
    retry_after: int = 1


@dataclass
class Faults:
    """The faults that are switched on. The same seed and questions give the same mishaps."""

    on: list[Fault] = field(default_factory=list)
    seed: int = 1
    struck: dict[Mishap, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)

    def add(
        self, mishap: Mishap, resource: str = "*", rate: float = 1.0, times: int | None = None
    ) -> Fault:
        """Switch a fault on, and return it."""
        fault = Fault(mishap, resource, rate, times)
        self.on.append(fault)
        return fault

    def strike(self, resource: str, asked: Question, *, part: bool) -> Fault | None:
        """Return the fault that befalls this question, if one does."""
        for fault in self.on:
            if self._fits(fault, resource, asked, part) and self._random.random() < fault.rate:
                if fault.times is not None:
                    fault.times -= 1
                self.struck[fault.mishap] = self.struck.get(fault.mishap, 0) + 1
                return fault
        return None

    def _fits(self, fault: Fault, resource: str, asked: Question, part: bool) -> bool:
        needed = NEEDS.get(fault.mishap)
        return (
            fault.resource in ("*", resource)
            and fault.times != 0
            and not (part and fault.mishap in OF_THE_WIRE)
            and (needed is None or needed in asked.query)
        )
