"""Identity as the pages and the commands show it: relaxations, improvements, sign-in changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pydantic import TypeAdapter

from pilotage.assess.improvements import Gap, gaps
from pilotage.assess.relaxed import Opening, Relaxed, relaxed
from pilotage.facts.errors import NotKnown
from pilotage.facts.score import Score
from pilotage.store.agreed import agreed
from pilotage.store.items import items, values
from pilotage.store.models import Engagement
from pilotage.store.runs import latest, section

SCORES = TypeAdapter(tuple[Score, ...])
_OPENINGS = TypeAdapter(tuple[Opening, ...])
_NOT_KEPT = "judge again to see it"
_UNREAD = {"rows": (), "unknown": _NOT_KEPT}
_NO_CHANGES = {
    "names": (),
    "names_unknown": _NOT_KEPT,
    "applications": (),
    "applications_unknown": _NOT_KEPT,
}
"""What stands in for a section of a run that was made before the section was kept."""


@dataclass(frozen=True)
class Relaxations:
    """Every relaxation, those to act on first; ``unknown`` says which tenant was not read."""

    rows: tuple[Relaxed, ...]
    unknown: str


@dataclass(frozen=True)
class NameChanges:
    """How many people of a wave get another sign-in name; of ``unknown`` it is not known."""

    wave: int
    people: int
    changes: int
    unknown: int


@dataclass(frozen=True)
class SignOnChange:
    """An application whose single sign-on changes, with its people of one wave."""

    application: str
    name: str
    single_sign_on: str
    certificate_ends_at: datetime | None
    wave: int | None
    people: int


@dataclass(frozen=True)
class SignInChanges:
    """What changes about signing in; the texts say what could not be read, empty if all was."""

    names: tuple[NameChanges, ...]
    names_unknown: str
    applications: tuple[SignOnChange, ...]
    applications_unknown: str

    def of_wave(self, wave: int) -> SignInChanges:
        """Return what changes in one wave.

        Raises:
            NotKnown: nobody of the plan is in that wave.
        """
        names = tuple(each for each in self.names if each.wave == wave)
        if not names and not self.names_unknown:
            known = ", ".join(f"w{each.wave}" for each in self.names)
            raise NotKnown(f"there is no wave w{wave}; there is: {known or 'none yet'}")
        mine = tuple(each for each in self.applications if each.wave == wave)
        return SignInChanges(names, self.names_unknown, mine, self.applications_unknown)


def relaxations_of(engagement: Engagement, today: date, at: datetime | None = None) -> Relaxations:
    """Return the register against what the newest run found open in the tenants."""
    kept: dict[str, Any] = section(latest(engagement, at), "openings") or _UNREAD
    register = {each.key: each.value for each in items(engagement, "relaxation", at)}
    found = _OPENINGS.validate_python(kept["rows"])
    rows = relaxed(found, register, agreed(engagement, at), today, gap=kept["unknown"])
    return Relaxations(rows, kept["unknown"])


def scores_of(engagement: Engagement, at: datetime | None = None) -> tuple[Score, ...]:
    """Return the three sub-scores of the newest run."""
    return SCORES.validate_python(section(latest(engagement, at), "scores") or ())


def improvements_of(engagement: Engagement, at: datetime | None = None) -> tuple[Gap, ...]:
    """Return every gap with the decision about it."""
    return gaps(scores_of(engagement, at), values(engagement, "improvement", at))


def sign_in_changes_of(engagement: Engagement, at: datetime | None = None) -> SignInChanges:
    """Return what changes about signing in, by wave."""
    kept = section(latest(engagement, at), "sign_in_changes") or _NO_CHANGES
    return TypeAdapter(SignInChanges).validate_python(kept)
