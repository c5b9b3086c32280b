"""The life of a migration: where it stands. No stage is called done before its proof is there."""

from __future__ import annotations

from enum import Enum


class Stage(Enum):
    """The words on every screen, in the order of the way."""

    DRAFT = "draft"
    PLANNED = "planned"
    MOVING = "moving"
    MIGRATED = "migrated"
    STABILISING = "stabilising"
    STABLE = "stable"
    HANDED_OVER = "handed_over"
    CONFIRMED = "confirmed"

    @property
    def title(self) -> str:
        """Return the word for people."""
        return TITLES[self]


TITLES = {
    Stage.DRAFT: "Draft",
    Stage.PLANNED: "Planned",
    Stage.MOVING: "Moving",
    Stage.MIGRATED: "Migrated",
    Stage.STABILISING: "Stabilising",
    Stage.STABLE: "Stable",
    Stage.HANDED_OVER: "Handed over",
    Stage.CONFIRMED: "Outcome confirmed",
}
