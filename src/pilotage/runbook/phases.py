"""The stretches of a runbook, in order; those inside the window follow one another strictly."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Phase:
    """``in_window`` phases run between T-0 and the end of the change window.

    Their items carry no time of their own: a phase begins when the one before it has ended,
    and its gates close it. Items of the other phases stand at a calendar moment.
    """

    id: str
    title: str
    in_window: bool


PHASES: dict[str, Phase] = {
    phase.id: phase
    for phase in (
        Phase("prepare", "Prepare", False),
        Phase("open", "Open the window", True),
        Phase("stop", "Stop and copy", True),
        Phase("switch", "Switch", True),
        Phase("prove", "Prove", True),
        Phase("commit", "Commit", True),
        Phase("close", "Hand to support", True),
        Phase("morning", "First working day", False),
        Phase("hypercare", "Hypercare begins", False),
    )
}
"""Every phase by its id, in the order of the work."""

ORDER: dict[str, int] = {phase: place for place, phase in enumerate(PHASES)}


def in_window(phase: str) -> bool:
    """Say whether the items of ``phase`` are done inside the change window."""
    return phase in PHASES and PHASES[phase].in_window
