"""Who moves when, why then, and what the plan cuts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Wave:
    """Units that move in one change window.

    ``number`` counts from 0 in time order; ``day`` counts from the start of the project.
    ``gb`` is gigabytes through the window, ``tickets`` the expected tickets; a ``cap_`` of -1
    is unbounded. ``binding`` names the capacity that is closest to its limit.
    """

    number: int
    day: int
    members: tuple[str, ...]
    users: float
    gb: float
    tickets: float
    cap_users: float = -1
    cap_gb: float = -1
    cap_tickets: float = -1
    binding: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    pilot: bool = False


@dataclass(frozen=True)
class Cut:
    """A dependency whose two ends move in different waves, ``waves_apart`` waves apart."""

    dependent: str
    needs: str
    weight: float
    rule: str
    because: str
    waves_apart: int


@dataclass(frozen=True)
class Objective:
    """What the plan costs; smaller is better. ``bound`` is a proven lower bound, if any."""

    total: float
    ordered: float
    edges_cut: float
    bound: float | None = None
    gap: float | None = None


@dataclass(frozen=True)
class Plan:
    """Every wave in time order, the objective, and for each unit the reason for its wave.

    ``assumed`` says in sentences what the plan takes for granted because it was not read.
    """

    name: str
    waves: tuple[Wave, ...]
    wave_of: Mapping[str, int]
    objective: Objective
    cuts: tuple[Cut, ...] = ()
    why: Mapping[str, str] = field(default_factory=dict)
    seed: int = 0
    assumed: tuple[str, ...] = ()
