"""The words of the report, each with the shape it is drawn with: colour never stands alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pilotage.facts.engagement import Engagement
from pilotage.facts.finding import Area, Basis, Outcome, Severity
from pilotage.facts.readiness import Level, State
from pilotage.facts.role import role_title


@dataclass(frozen=True)
class Word:
    """A word and its mark: ok, watch, bad, unk, run or none, each its own shape and colour."""

    text: str
    mark: str

    shape: ClassVar[str] = "word"

    def __str__(self) -> str:
        return self.text


STATE = {
    State.ON_TRACK: Word("On track", "ok"),
    State.AT_RISK: Word("At risk", "watch"),
    State.OFF_TRACK: Word("Off track", "bad"),
    State.UNKNOWN: Word("Unknown", "unk"),
}
OUTCOME = {
    Outcome.PASSED: Word("Passed", "ok"),
    Outcome.FAILED: Word("Failed", "bad"),
    Outcome.NOT_ASSESSED: Word("Not assessed", "unk"),
}
SEVERITY = {
    Severity.CRITICAL: Word("Critical", "bad"),
    Severity.HIGH: Word("High", "watch"),
    Severity.MEDIUM: Word("Medium", "run"),
    Severity.LOW: Word("Low", "none"),
}
LEVEL = {
    Level.HIGH: Word("High", "bad"),
    Level.MEDIUM: Word("Medium", "watch"),
    Level.LOW: Word("Low", "none"),
}
BASIS = {Basis.MEASURED: "◉", Basis.COMPUTED: "∑", Basis.ATTESTED: "✎"}
"""The glyph before each of the three words."""


def sentence(text: str) -> str:
    """Return ``text`` with a capital first letter."""
    return text[:1].upper() + text[1:]


def spoken(id: str) -> str:
    """Return an id such as ``mail_traffic`` as words."""
    return sentence(id.replace("_", " "))


def area_title(area: Area) -> str:
    """Return the heading of an area."""
    return sentence(area.value)


def holder(role: str, engagement: Engagement | None) -> str:
    """Return who holds ``role``, such as ``Ana Vos, executive sponsor``; says if nobody does."""
    title = role_title(role)
    title = title[:1].lower() + title[1:]
    people = engagement.holders(role) if engagement else ()
    if not people:
        return f"nobody yet, as no {title} is named"
    more = f" and {len(people) - 1} more" if len(people) > 1 else ""
    return f"{people[0].name}{more}, {title}"
