"""Working time that people lost: seen by a probe or a ticket, or told in a pulse."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Source = Literal["probe", "ticket"]


@dataclass(frozen=True)
class Disruption:
    """``minutes`` of working time that one person of a wave lost, and what shows it.

    Each minute counts once, so events of one person do not overlap.
    """

    wave: int
    person: str
    minutes: float
    source: Source
    what: str = ""


@dataclass(frozen=True)
class Pulse:
    """What a department told where nothing measures: minutes lost by each of its people.

    ``minutes`` holds one number for each person who answered.
    """

    wave: int
    department: str
    minutes: tuple[float, ...]
    asked_on: date
