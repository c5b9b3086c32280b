"""How full each limit of a wave is: its passes, its people, its tickets; the fullest binds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import inf

from pilotage.facts.engagement import Capacity
from pilotage.facts.plan import Wave
from pilotage.plan.copying.passes import Pass

MINUTES = 60


@dataclass(frozen=True)
class Fill:
    """How much of a limit is used; ``used`` and ``has`` are in ``unit``."""

    says: str
    used: float
    has: float
    unit: str

    @property
    def share(self) -> float:
        """Return used over has; above 1 it does not fit."""
        return self.used / self.has if self.has > 0 else inf if self.used else 0.0

    def __str__(self) -> str:
        return f"{self.says}: {self.used:,.3g} {self.unit} of {self.has:,.3g}"


def fills(
    wave: Wave, passes: Iterable[Pass], capacity: Capacity, others: Iterable[Fill] = ()
) -> tuple[Fill, ...]:
    """Return the limits of a wave, the fullest first; ``others`` are known elsewhere."""
    found = [*_of_passes(wave, passes), *_of_people(wave, capacity), *others]
    return tuple(sorted(found, key=lambda each: (-each.share, each.says)))


def _of_passes(wave: Wave, passes: Iterable[Pass]) -> Iterator[Fill]:
    for each in passes:
        if each.wave == wave.number and each.binding:
            yield Fill(f"{each.name}, {each.binding.says}", each.hours, each.available, "hours")


def _of_people(wave: Wave, capacity: Capacity) -> Iterator[Fill]:
    if wave.cap_users >= 0:
        yield Fill("people of a window", wave.users, wave.cap_users, "people")
    if wave.cap_tickets >= 0:
        hours = capacity.minutes_per_ticket / MINUTES
        used, has = wave.tickets * hours, wave.cap_tickets * hours
        yield Fill("the help desk until the next wave", used, has, "hours")
