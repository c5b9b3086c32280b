"""The board as values: a column per wave with its bars and groups, and the cuts between waves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

FULL = 1.0
LOADS = (("users", "People"), ("gb", "GB"), ("tickets", "Tickets"))
MANY_WAVES = 12
WHOLE_GROUPS, FEW_GROUPS = 12, 5
"""So many groups of a wave are shown; the page of the wave has them all."""

STEP, HIGH = 100, 64
"""Width of a column and height of the picture of the cuts, in its own units."""


@dataclass(frozen=True)
class Bar:
    """How much a wave carries; ``width`` is the filled share in percent, None without a limit."""

    title: str
    load: float
    cap: float | None

    @property
    def width(self) -> int | None:
        """Return the share that is used in percent, at most 100."""
        if self.cap is None:
            return None
        return min(round(100 * self.load / self.cap), 100) if self.cap else 100

    @property
    def word(self) -> str:
        """Return bad where it is more than fits."""
        return "bad" if self.cap is not None and self.load > self.cap else ""

    @property
    def says(self) -> str:
        """Return the load, and of how much where there is a limit."""
        return f"{self.load:,.0f}" if self.cap is None else f"{self.load:,.0f} / {self.cap:,.0f}"


@dataclass(frozen=True)
class Group:
    """The people of one department in one wave; ``key`` names both in forms."""

    key: str
    department: str
    people: int
    ready: int
    not_ready: int
    unknown: int


@dataclass(frozen=True)
class Column:
    """One wave on the board; ``word`` says whether it is over, under way or to come."""

    number: int
    pilot: bool
    starts: datetime | None
    ends: datetime | None
    word: str
    people: int
    ready: int
    bars: tuple[Bar, ...]
    groups: tuple[Group, ...]
    more: int
    cuts: int

    @property
    def title(self) -> str:
        """Return what people call the wave."""
        return f"Wave {self.number}" + (" (pilot)" if self.pilot else "")


@dataclass(frozen=True)
class Arc:
    """The cuts between two waves; ``path`` draws them, ``at`` and ``top`` place the number."""

    first: int
    then: int
    count: int
    weight: float
    path: str
    at: int
    top: int
    thick: float


def columns_of(
    plan: Mapping[str, Any],
    counted: Sequence[Mapping[str, Any]],
    arcs: Sequence[Arc],
    now: datetime,
) -> tuple[Column, ...]:
    """Return the columns of a plan section; ``counted`` are the departments of every wave."""
    waves = plan["waves"]
    most = WHOLE_GROUPS if len(waves) <= MANY_WAVES else FEW_GROUPS
    theirs: dict[int, list[Mapping[str, Any]]] = {}
    for row in counted:
        theirs.setdefault(row["wave"], []).append(row)
    return tuple(_column(wave, theirs.get(wave["number"], []), arcs, now, most) for wave in waves)


def _column(
    wave: Mapping[str, Any],
    rows: Sequence[Mapping[str, Any]],
    arcs: Sequence[Arc],
    now: datetime,
    most: int,
) -> Column:
    number = wave["number"]
    starts, ends = moment_in(wave["starts_at"]), moment_in(wave["ends_at"])
    return Column(
        number,
        wave["pilot"],
        starts,
        ends,
        word_of(starts, ends, now),
        sum(row["people"] for row in rows),
        sum(row["ready"] for row in rows),
        bars_of(wave),
        groups_of(rows[:most]),
        max(len(rows) - most, 0),
        sum(arc.count for arc in arcs if number in (arc.first, arc.then)),
    )


def groups_of(rows: Iterable[Mapping[str, Any]]) -> tuple[Group, ...]:
    """Return the departments of one wave."""
    return tuple(
        Group(
            f"{row['wave']}:{row['department']}",
            row["department"],
            row["people"],
            row["ready"],
            row["not_ready"],
            row["unknown"],
        )
        for row in rows
    )


def bars_of(wave: Mapping[str, Any]) -> tuple[Bar, ...]:
    """Return the load of a wave against each capacity."""
    return tuple(
        Bar(title, wave[name], wave[f"cap_{name}"] if wave[f"cap_{name}"] >= 0 else None)
        for name, title in LOADS
    )


def word_of(starts: datetime | None, ends: datetime | None, now: datetime) -> str:
    """Say whether a wave is over, under way, or planned; without dates it is planned."""
    if ends and ends <= now:
        return "done"
    return "now" if starts and starts <= now else "planned"


def arcs_of(
    cuts: Iterable[Mapping[str, Any]], waves: Mapping[str, tuple[int, str]], order: Sequence[int]
) -> tuple[Arc, ...]:
    """Return the cuts by pair of waves; ``waves`` gives wave and name of a unit."""
    count: Counter[tuple[int, int]] = Counter()
    weight: Counter[tuple[int, int]] = Counter()
    for cut in cuts:
        ends = {waves[unit][0] for unit in (cut["dependent"], cut["needs"]) if unit in waves}
        if len(ends) > 1:
            pair = (min(ends), max(ends))
            count[pair] += 1
            weight[pair] += cut["weight"]
    place = {number: at for at, number in enumerate(order)}
    most = max(weight.values(), default=1)
    return tuple(
        _arc(pair, count[pair], weight[pair], place, most)
        for pair in sorted(count, key=lambda pair: (-weight[pair], pair))
        if place.keys() >= set(pair)
    )


def _arc(
    pair: tuple[int, int], count: int, weight: float, place: Mapping[int, int], most: float
) -> Arc:
    left, right = (place[number] * STEP + STEP // 2 for number in pair)
    high = HIGH * (right - left) // (STEP * max(len(place) - 1, 1))
    top = HIGH - max(high, HIGH // 4)
    path = f"M{left} {HIGH}Q{(left + right) // 2} {2 * top - HIGH} {right} {HIGH}"
    thick = round(1 + 4 * weight / most, 1)
    return Arc(*pair, count, weight, path, (left + right) // 2, top, thick)


def moment_in(text: str | None) -> datetime | None:
    """Return the moment that a document holds as text."""
    return datetime.fromisoformat(text) if text else None
