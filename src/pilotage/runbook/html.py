"""A runbook as one HTML file for the night: phone, paper, and no network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from pilotage.facts.clock import Clock, from_t0, lasting
from pilotage.facts.engagement import Engagement, Person
from pilotage.facts.role import role_title
from pilotage.facts.runbook import Gate, Item, Runbook, Step
from pilotage.runbook.owners import names
from pilotage.runbook.phases import PHASES
from pilotage.runbook.timing import MARGIN, Timing, at, ends, timing_of, ways_back

ON_DUTY = ("sponsor", "lead", "engineer", "security_lead", "helpdesk_lead", "receiver", "champion")
"""The roles on the call list, in the order in which one would call them."""


@dataclass(frozen=True)
class Row:
    """One item as the page shows it: its times in words, and how long going back takes."""

    item: Item
    number: int
    when: str
    begins: str
    day: str
    lasts: str
    critical: bool
    way_back: str

    @property
    def is_gate(self) -> bool:
        """Say whether the item is a gate."""
        return isinstance(self.item, Gate)


@dataclass(frozen=True)
class Call:
    """One line of the call list."""

    role: str
    name: str
    phone: str
    dial: str
    note: str


def write_html(runbook: Runbook, engagement: Engagement, *, now: datetime) -> str:
    """Return the page. It loads nothing, works without script, and prints.

    Times are those of ``migration.time_zone`` and carry its abbreviation. With script, ticks
    stay on the device that made them.
    """
    clock = Clock.of(engagement.migration.time_zone)
    words = _Words(runbook, clock)
    timing = timing_of(runbook)
    rows = tuple(_rows(runbook, timing, words))
    return _page().render(
        runbook=runbook,
        migration=engagement.migration,
        phases=[
            (phase, [row for row in rows if row.item.phase == phase.id])
            for phase in PHASES.values()
        ],
        timing=timing,
        facts=tuple(_facts(timing, words)),
        bar=_bar(timing),
        needed=lasting(MARGIN),
        calls=tuple(_calls(engagement)),
        who=lambda role: names(runbook, role),
        window=words.window(),
        written=clock.moment(now),
    )


@cache
def _page() -> Template:
    pages = Environment(
        loader=PackageLoader("pilotage.runbook", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.filters |= {"role": role_title, "css": _css_text}
    return pages.get_template("runbook.html")


class _Words:
    """Times of one runbook in words: local where the plan has dates, else counted from T-0."""

    def __init__(self, runbook: Runbook, clock: Clock) -> None:
        self.runbook, self.clock = runbook, clock

    def window(self) -> str:
        """Return from when to when the change window is open."""
        if self.runbook.window is None:
            return ""
        opens, closes = self.runbook.window
        return f"{self.clock.moment(opens)} to {self.clock.moment(closes)}"

    def time(self, offset: timedelta) -> str:
        """Return the time of day with its zone; with the day where T-0 is on another one."""
        when, opens = self._local(offset), self._local(timedelta())
        if when is None or opens is None:
            return from_t0(offset)
        return f"{when:%H:%M %Z}" if when.date() == opens.date() else f"{when:%a %H:%M %Z}"

    def span(self, item: Item) -> tuple[str, str]:
        """Return day and time of ``item``; inside the window the day is said once, on top."""
        starts, ended = self._local(item.starts), self._local(ends(item))
        if starts is None or ended is None:
            return "", from_t0(item.starts)
        day = f"{starts:%a} {starts.day} {starts:%b}"
        if isinstance(item, Gate):
            return day, f"{starts:%H:%M %Z}"
        return day, f"{starts:%H:%M} to {ended:%H:%M %Z}"

    def _local(self, offset: timedelta) -> datetime | None:
        when = at(self.runbook, offset)
        return when and self.clock.local(when)


def _rows(runbook: Runbook, timing: Timing, words: _Words) -> Iterator[Row]:
    back = ways_back(runbook)
    for number, item in enumerate(runbook.items, start=1):
        day, when = words.span(item)
        left = back.get(item.key)
        yield Row(
            item=item,
            number=number,
            when=when,
            begins=words.time(item.starts),
            day=day,
            lasts=lasting(item.lasts) if isinstance(item, Step) else "",
            critical=item.key in timing.critical,
            way_back=lasting(left) if left and isinstance(item, Step) else "",
        )


def _facts(timing: Timing, words: _Words) -> Iterator[tuple[str, str, str]]:
    """Yield label, value and a second line for the cards on top."""
    yield "Path", lasting(timing.path), f"ends {words.time(timing.path)}"
    door = timing.point_of_no_return
    until = f"until {words.time(door)}" if door is not None else "to the end"
    yield "Way back", lasting(timing.rollback), f"everything undone, open {until}"
    if door is not None:
        yield "Point of no return", words.time(door), "needs both signatures of G3"
    if timing.rollback_latest is not None and timing.margin is not None:
        latest = words.time(timing.rollback_latest)
        yield "Latest start of going back", latest, "then it still ends inside the window"
        yield "Margin", lasting(timing.margin), "window less path less way back"


def _bar(timing: Timing) -> tuple[tuple[str, str, str, float], ...]:
    """Return the parts of the window: class, word, span, percent. Empty if they do not fit."""
    if timing.window is None or timing.margin is None or timing.margin < timedelta():
        return ()
    parts = (("path", timing.path), ("margin", timing.margin), ("way back", timing.rollback))
    return tuple(
        (word.replace(" ", "-"), word, lasting(span), round(100 * (span / timing.window), 2))
        for word, span in parts
    )


def _calls(engagement: Engagement) -> Iterator[Call]:
    seen: set[str] = set()
    for role in ON_DUTY:
        for person in engagement.holders(role):
            if person.name not in seen:
                seen.add(person.name)
                yield _call(person)
    for vendor in engagement.vendor:
        phone = vendor.out_of_hours or vendor.contact
        yield Call("Vendor", vendor.name, phone, _dial(phone), vendor.service)


def _call(person: Person) -> Call:
    titles = ", ".join(role_title(role) for role in person.roles)
    note = f"if silent: {person.backup}" if person.backup else ""
    return Call(titles, person.name, person.phone, _dial(person.phone), note)


def _dial(phone: str) -> str:
    """Return what a telephone can dial, or nothing where the text is no number."""
    digits = "".join(char for char in phone if char.isdigit() or char == "+")
    letters = any(char.isalpha() for char in phone)
    return "" if letters else digits


def _css_text(text: str) -> str:
    """Return ``text`` for use between quotes in a style sheet."""
    return "".join(c if c.isalnum() or c in " .,:-" else f"\\{ord(c):x} " for c in text)
