"""The planning problem: units, waves, what ties units together, and what must hold.

One frozen value of NumPy arrays, in the units of its file format (``problem_json`` reads and
writes it). Sets of units are kept in CSR form: the members of set ``s`` are
``members[ptr[s]:ptr[s + 1]]``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Labels = NDArray[np.str_]

RESOURCES = ("users", "gb", "tickets")
"""What a wave holds, in the order of the columns of ``Waves.cap`` and ``Units.load``."""

WORDS = {"users": "people", "gb": "GB", "tickets": "tickets"}
"""What a resource is called in a sentence."""

KINDS = ("user", "shared_mailbox", "group", "site", "team", "device", "app", "server")
"""Names of the kinds of unit that we build; the position is the code."""

VIP = 1
LEGACY_AUTH = 2
BLOCKED = 4
NOT_IN_PILOT = 8
SIZE_GUESSED = 16
"""Bits of ``Units.flags``. The last two are our own: the engagement file keeps the person out of
the pilot; the size was not read and is a guess."""


def no_ints() -> Ints:
    """Return an empty column of integers."""
    return np.zeros(0, np.int64)


@dataclass(frozen=True, eq=False)
class Waves:
    """The waves in time order.

    ``day`` counts from the start of the project; ``cap`` has a row per wave and a column per
    resource, ``inf`` where unbounded; ``pilot`` is the number of the pilot wave or -1.
    ``window`` holds the start and end of each change window where they are known.
    """

    day: Ints
    cap: Floats
    pilot: int = -1
    window: tuple[tuple[datetime, datetime], ...] = ()

    @property
    def k(self) -> int:
        """Return how many waves there may be."""
        return len(self.day)


@dataclass(frozen=True, eq=False)
class Units:
    """What moves, one entry per unit; ``load`` has a column per resource."""

    id: tuple[str, ...]
    kind: Ints
    load: Floats
    dept: Labels
    persona: Labels
    site: Labels
    risk: Floats
    flags: Ints
    ready_day: Ints
    pin: Ints


@dataclass(frozen=True, eq=False)
class Edges:
    """Undirected dependencies between two units; ``t`` indexes ``Problem.etypes``."""

    u: Ints
    v: Ints
    w: Floats
    t: Ints


@dataclass(frozen=True, eq=False)
class Groups:
    """Hyperedges; ``unit`` is the unit that moves with the group, or -1."""

    ptr: Ints
    members: Ints
    w: Floats
    unit: Ints

    @property
    def sizes(self) -> Ints:
        """Return how many members each group has."""
        return np.diff(self.ptr)

    @property
    def group_of(self) -> Ints:
        """Return the group of each entry of ``members``."""
        return np.repeat(np.arange(len(self.sizes)), self.sizes)


@dataclass(frozen=True, eq=False)
class Sets:
    """Sets of units, such as those that must share a wave."""

    ptr: Ints
    members: Ints

    def __len__(self) -> int:
        return len(self.ptr) - 1

    def __getitem__(self, number: int) -> Ints:
        return self.members[self.ptr[number] : self.ptr[number + 1]]


@dataclass(frozen=True, eq=False)
class Before:
    """Unit ``v`` moves at least ``gap`` waves after unit ``u``."""

    u: Ints
    v: Ints
    gap: Ints


@dataclass(frozen=True, eq=False)
class Blackouts:
    """Days, both ends included, on which no unit of a department moves."""

    dept: Labels
    first: Ints
    last: Ints


@dataclass(frozen=True, eq=False)
class PilotCover:
    """Limits of the pilot wave, and the tags that want ``tag_min`` of their units in it.

    ``max_users`` is ``inf`` where unbounded. The limits are hard; the tags are wishes, met as
    far as the limits allow.
    """

    min_users: float
    max_users: float
    forbid_flags: int
    max_risk: float
    tag_name: tuple[str, ...]
    tags: Sets
    tag_min: Ints


@dataclass(frozen=True)
class Weights:
    """Weights of the objective; groups above ``hub_s0`` members count less per member."""

    ordered: float = 1.0
    finish: float = 0.0
    risk: float = 0.0
    hub_s0: float = 30.0


@dataclass(frozen=True, eq=False)
class Problem:
    """Everything a planner needs to know, and nothing it does not."""

    name: str
    seed: int
    kinds: tuple[str, ...]
    etypes: tuple[str, ...]
    waves: Waves
    units: Units
    edges: Edges
    groups: Groups
    together: Sets
    before: Before
    blackouts: Blackouts
    cover: PilotCover
    deadline_day: int
    weights: Weights

    @property
    def n(self) -> int:
        """Return how many units there are."""
        return len(self.units.id)

    @property
    def shares(self) -> Floats:
        """Return the weight of each entry of ``groups.members``: that of its group, less if big."""
        sizes = self.groups.sizes
        light = np.minimum(1.0, self.weights.hub_s0 / np.maximum(sizes, 1))
        shared: Floats = np.repeat(self.groups.w * light, sizes)
        return shared

    @property
    def total_weight(self) -> float:
        """Return the weight of all dependencies, each entry of a group counted once."""
        return float(self.edges.w.sum() + self.shares.sum())
