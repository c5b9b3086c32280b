"""Waves on a time axis: windows, freezes, the deadline, and how full each wave is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pilotage.facts.clock import Clock
from pilotage.facts.engagement import Freeze
from pilotage.facts.plan import Wave
from pilotage.handover.material import Material

AXIS = (118.0, 566.0)
"""Where the time axis begins and ends, in pixels."""

METERS = (("People", 606.0), ("GB", 740.0), ("Tickets", 874.0))
METER_WIDTH = 46.0
WIDTH = 1000.0
TOP = 46.0
ROW = 24.0
LANES = 12
"""Departments with freezes that are drawn; the table of freezes has all."""

MOST_WAVES = 60
TEN_THOUSAND = 10_000
MOST_TICKS = 10
SOON = timedelta(days=91)
"""If the first wave is nearer than this, the axis begins today."""


@dataclass(frozen=True)
class Tick:
    """A line of the calendar."""

    x: float
    says: str


@dataclass(frozen=True)
class Meter:
    """How full one capacity of one wave is; ``width`` is None where it is unbounded."""

    x: float
    width: float | None
    full: bool
    says: str


@dataclass(frozen=True)
class Row:
    """One wave: its bar, the day beside it, and its meters."""

    y: float
    title: str
    pilot: bool
    x: float
    width: float
    says: str
    left: bool
    meters: tuple[Meter, ...]


@dataclass(frozen=True)
class Block:
    """Frozen days of one department, or of everyone."""

    x: float
    width: float
    y: float
    says: str


@dataclass(frozen=True)
class Gantt:
    """The drawing, in pixels; ``rest`` waves are not drawn. ``bands`` cover everyone."""

    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    lanes: tuple[tuple[str, float], ...]
    blocks: tuple[Block, ...]
    bands: tuple[Block, ...]
    today: float | None
    deadline: float | None
    height: float
    floor: float
    rest: int
    says: str


@dataclass(frozen=True)
class Scale:
    """Turns a day into a place on the axis."""

    first: date
    last: date

    def x(self, day: date, hours: float = 0.0) -> float:
        """Return where ``hours`` into ``day`` lies."""
        left, right = AXIS
        whole = max(1, (self.last - self.first).days)
        return round(left + (right - left) * ((day - self.first).days + hours / 24) / whole, 1)

    def holds(self, day: date) -> bool:
        """Say whether ``day`` is on the axis."""
        return self.first <= day <= self.last

    def ticks(self) -> tuple[Tick, ...]:
        """Return Mondays, every second or fourth Monday, months, quarters or years."""
        monday = self.first + timedelta(days=-self.first.weekday() % 7)
        weeks = (self.last - monday).days // 7
        months = [day for day in _months(self.first, self.last) if self.holds(day)]
        ways = [[monday + timedelta(weeks=n) for n in range(0, weeks + 1, k)] for k in (1, 2, 4)]
        ways += [[day for day in months if (day.month - 1) % k == 0] for k in (1, 3, 12)]
        shown = next((way for way in ways if len(way) <= MOST_TICKS), ways[-1])
        return tuple(Tick(self.x(day), f"{day.day} {day:%b}") for day in shown)


def gantt(material: Material) -> Gantt | None:
    """Return the drawing; None where there is no plan, or where no wave has a date."""
    dated = [wave for wave in material.plan.waves if material.starts(wave)] if material.plan else []
    if not dated:
        return None
    scale = _scale(dated, material)
    drawn = dated[:MOST_WAVES]
    freezes = _freezes(material, scale)
    floor = TOP + ROW * len(drawn)
    lanes, blocks = _lanes(freezes, scale, floor + 8)
    deadline = material.migration.deadline if material.migration else None
    today = material.clock.local(material.situation.now).date()
    return Gantt(
        tuple(_row(wave, TOP + ROW * place, scale, material) for place, wave in enumerate(drawn)),
        scale.ticks(),
        lanes,
        blocks,
        tuple(_block(each, scale, TOP - 6) for each in freezes if each.department == "*"),
        scale.x(today) if scale.holds(today) else None,
        scale.x(deadline, 24) if deadline and scale.holds(deadline) else None,
        floor + 8 + 18 * len(lanes) + 26,
        floor,
        len(dated) - len(drawn),
        _says(dated, deadline, material),
    )


def _scale(waves: Sequence[Wave], material: Material) -> Scale:
    """Return an axis that shows the project start, every wave, and a deadline within reach."""
    local = material.clock.local
    days = [local(at).date() for wave in waves for at in _moments(wave, material)]
    agreed = material.migration
    if agreed:
        days.append(agreed.starts_on)
        reach = (max(days) - min(days)) + timedelta(days=400)
        days += [day for day in [agreed.deadline] if day and day - min(days) < reach]
    today = local(material.situation.now).date()
    if min(days) - today < SOON:
        days.append(min(today, max(days)))
    return Scale(min(days) - timedelta(days=2), max(days) + timedelta(days=4))


def _freezes(material: Material, scale: Scale) -> list[Freeze]:
    """Return the freezes of which a part is on the axis."""
    engagement = material.situation.engagement
    every = engagement.freeze if engagement else ()
    return [each for each in every if each.first <= scale.last and each.last >= scale.first]


def _moments(wave: Wave, material: Material) -> list[datetime]:
    return [at for at in (material.starts(wave), material.ends(wave)) if at]


def _row(wave: Wave, y: float, scale: Scale, material: Material) -> Row:
    starts, ends = (material.clock.local(at) for at in _moments(wave, material))
    left = scale.x(starts.date(), starts.hour + starts.minute / 60)
    right = scale.x(ends.date(), ends.hour + ends.minute / 60)
    width = max(7.0, round(right - left, 1))
    title = "Pilot" if wave.pilot else f"Wave {wave.number}"
    return Row(
        y,
        title,
        wave.pilot,
        left,
        width,
        f"{starts:%a} {starts.day} {starts:%b}",
        left + width > AXIS[1] - 74,
        tuple(_meters(wave)),
    )


def _meters(wave: Wave) -> Iterable[Meter]:
    used = (wave.users, wave.gb, wave.tickets)
    caps = (wave.cap_users, wave.cap_gb, wave.cap_tickets)
    for (_, x), value, cap in zip(METERS, used, caps, strict=True):
        if cap < 0:
            yield Meter(x, None, False, f"{short(value)}, no limit")
        else:
            share = min(1.0, value / cap) if cap else 1.0
            says = f"{short(value)} of {short(cap)}"
            yield Meter(x, round(share * METER_WIDTH, 1), value > cap, says)


def short(value: float) -> str:
    """Return a number of at most four digits: thousands beyond it are marked with k."""
    return f"{value / 1000:,.0f}k" if value >= TEN_THOUSAND else f"{value:.0f}"


def _lanes(
    freezes: Sequence[Freeze], scale: Scale, top: float
) -> tuple[tuple[tuple[str, float], ...], tuple[Block, ...]]:
    names = sorted({each.department for each in freezes if each.department != "*"})[:LANES]
    lanes = {name: top + 18 * place for place, name in enumerate(names)}
    blocks = tuple(
        _block(each, scale, lanes[each.department]) for each in freezes if each.department in lanes
    )
    return tuple(lanes.items()), blocks


def _block(freeze: Freeze, scale: Scale, y: float) -> Block:
    first, last = max(freeze.first, scale.first), min(freeze.last, scale.last)
    left = scale.x(first)
    who = "Everyone" if freeze.department == "*" else freeze.department
    days = f"{freeze.first.day} {freeze.first:%b} to {freeze.last.day} {freeze.last:%b}"
    reason = f", {freeze.reason}" if freeze.reason else ""
    return Block(left, max(2.0, scale.x(last, 24) - left), y, f"{who} frozen {days}{reason}")


def _says(waves: Sequence[Wave], deadline: date | None, material: Material) -> str:
    clock: Clock = material.clock
    people = sum(wave.users for wave in waves)
    first, last = material.starts(waves[0]), material.ends(waves[-1])
    until = f" The deadline is {clock.day(deadline)}." if deadline else ""
    return (
        f"{len(waves)} waves move {people:,.0f} people between {clock.day(first)} and"
        f" {clock.day(last)}.{until} The table below has every wave."
    )


def _months(first: date, last: date) -> Iterable[date]:
    day = first.replace(day=1)
    while day <= last:
        yield day
        day = (day + timedelta(days=32)).replace(day=1)
