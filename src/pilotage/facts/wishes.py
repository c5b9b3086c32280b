"""What people want of the plan in ``engagement.toml``, and the plan must keep."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Pin:
    """A unit that must move in one wave; waves count from 0, the pilot is wave 0."""

    unit: str
    wave: int


@dataclass(frozen=True)
class Together:
    """Units that must share a wave."""

    units: tuple[str, ...]
    why: str = ""


@dataclass(frozen=True)
class Before:
    """``first`` moves at least ``gap`` waves before ``then``."""

    first: str
    then: str
    gap: int = 0
    why: str = ""


@dataclass(frozen=True)
class Blocked:
    """A unit that cannot move before a day, and the reason."""

    unit: str
    until: date
    why: str = ""
