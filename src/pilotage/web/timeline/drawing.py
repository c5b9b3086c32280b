"""A time axis as a drawing: bars and points in rows, today, the hard date, the likely finish."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

LEFT, RIGHT, TOP, ROW = 190.0, 920.0, 22.0, 23.0
"""Where the axis begins and ends, where the first row begins, and how high a row is, in pixels."""

NARROWEST = 7.0
MOST_TICKS = 8
WORDS = 130
"""So much room do the words beside a bar need; where there is less they stand before it."""

FAR = timedelta(days=400)
"""Days further than this after the first are not drawn; the list below has them."""


@dataclass(frozen=True)
class Bar:
    """What is drawn in a row: from the first to the last day, both included, with its state."""

    row: str
    first: date
    last: date
    state: str
    says: str = ""


@dataclass(frozen=True)
class Placed:
    """A bar in pixels; ``says`` stands at ``text``, ended there where ``ends`` is true."""

    x: float
    y: float
    width: float
    mark: str
    says: str
    text: float
    ends: bool
    title: str


@dataclass(frozen=True)
class Band:
    """Days over the whole height of the drawing, such as a freeze."""

    x: float
    width: float
    says: str


@dataclass(frozen=True)
class Drawing:
    """The whole drawing, in pixels; ``says`` is read aloud instead of it."""

    rows: tuple[tuple[str, float], ...]
    bars: tuple[Placed, ...]
    ticks: tuple[tuple[float, str], ...]
    frozen: tuple[Band, ...]
    likely: Band | None
    today: float | None
    deadline: float | None
    deadline_says: str
    floor: float
    says: str

    @property
    def height(self) -> float:
        """Return the height with the words below the axis."""
        return self.floor + 22


MARKS = {"moved": "done", "done": "done", "sent": "done", "delivered": "done", "accepted": "done",
         "answered": "done", "now": "now", "late": "late", "no date": "late"}  # fmt: skip


@dataclass(frozen=True)
class Axis:
    """Turns a day into a place between ``LEFT`` and ``RIGHT``."""

    first: date
    last: date

    def x(self, day: date) -> float:
        """Return where a day begins."""
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return round(LEFT + (RIGHT - LEFT) * min(max(share, 0.0), 1.0), 1)

    def width(self, first: date, last: date, least: float) -> float:
        """Return how wide the days from ``first`` to ``last`` are, both included."""
        return round(max(least, self.x(last + timedelta(days=1)) - self.x(first)), 1)

    def shows(self, day: date | None) -> float | None:
        """Return where a day begins, None where it is not on the axis."""
        return self.x(day) if day and self.first <= day <= self.last else None

    def mondays(self) -> list[date]:
        """Return Mondays in steps of as many weeks as leave few enough of them."""
        monday = self.first + timedelta(days=-self.first.weekday() % 7)
        weeks = max(0, (self.last - monday).days // 7)
        step = max(1, -(-(weeks + 1) // MOST_TICKS))
        return [monday + timedelta(weeks=week) for week in range(0, weeks + 1, step)]


def drawing(
    bars: Sequence[Bar],
    today: date,
    deadline: date | None,
    *,
    frozen: Iterable[Bar] = (),
    likely: tuple[date, date] | None = None,
) -> Drawing | None:
    """Return the drawing of ``bars``, each in the row that it names; None where there are none."""
    if not bars:
        return None
    first = min(each.first for each in bars)
    bars = [each for each in bars if each.first - first < FAR]
    days = [each.last for each in bars] + [each for each in (deadline, *(likely or ())) if each]
    axis = Axis(first, min(max(days), first + FAR) + timedelta(days=5))
    names = dict.fromkeys(each.row for each in bars)
    rows = {name: TOP + ROW * place for place, name in enumerate(names)}
    says = f"{len(bars)} dates from {first:%d %b %Y} to {max(each.last for each in bars):%d %b %Y}."
    return Drawing(
        tuple((name, y + 13) for name, y in rows.items()),
        tuple(_placed(each, rows[each.row], axis) for each in bars),
        tuple((axis.x(day), f"{day.day} {day:%b}") for day in axis.mondays()),
        tuple(_band(each.first, each.last, each.says, axis) for each in frozen),
        _band(*likely, "likely finish", axis) if likely else None,
        axis.shows(today),
        axis.shows(deadline),
        f"{deadline.day} {deadline:%b}, hard date" if deadline else "",
        TOP + ROW * len(rows) + 4,
        f"{says} The list has every one.",
    )


def _band(first: date, last: date, says: str, axis: Axis) -> Band:
    return Band(axis.x(first), axis.width(first, last, 2), says)


def _placed(bar: Bar, y: float, axis: Axis) -> Placed:
    left, width = axis.x(bar.first), axis.width(bar.first, bar.last, NARROWEST)
    ends = left + width > RIGHT - WORDS
    text = left - 5 if ends else left + width + 5
    mark = MARKS.get(bar.state, "planned")
    title = f"{bar.row}: {bar.says}, {bar.state}"
    return Placed(left, y, width, mark, bar.says, text, ends, title)
