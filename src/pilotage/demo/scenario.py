"""What an invented migration is called, when it moves, and who takes part from outside."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from pilotage.demo.tenant import FRESH, Prepared
from pilotage.demo.timetable import USUAL as USUAL_PACE
from pilotage.demo.timetable import Pace


@dataclass(frozen=True)
class Outsider:
    """Somebody with roles who has no account in the source: the provider's staff, a sponsor."""

    name: str
    address: str
    roles: tuple[str, ...]
    phone: str = ""
    backup: str = ""


@dataclass(frozen=True)
class Scenario:
    """One invented migration.

    ``outsiders`` take the place of the people of the source who would hold the same roles. The
    vendor ``late`` promises its ``late_for`` after it is needed, or, if it is ``silent``, gave no
    date for it. ``seen_on`` is the day on whose
    morning everything is true, the first day of the migration by default; the exports are of
    the day before.
    """

    name: str = "Brightlane to Marlow (demo)"
    client: str = "Brightlane (demo)"
    kind: str = "tenant-to-tenant"
    pace: Pace = USUAL_PACE
    late: str = "Paperboat Systems (demo)"
    late_for: str = "sign-on of the document archive"
    silent: bool = field(default=False, kw_only=True)
    outsiders: tuple[Outsider, ...] = ()
    seen_on: date | None = None
    prepared: Prepared = FRESH

    def outsider(self, role: str) -> Outsider | None:
        """Return who of the outsiders holds a role first."""
        return next((each for each in self.outsiders if role in each.roles), None)


USUAL = Scenario()
"""The migration of ``pilotage demo``."""
