"""A piece of work that somebody does for the migration."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

TaskState = Literal["open", "waiting", "done", "waived"]


@dataclass(frozen=True)
class Task:
    """What is to be done, who does it, until when, and what it takes.

    ``wave`` is the wave that needs it, None where it is of none; ``phase`` is the key of a
    phase. ``hours`` are hours of work of the owner. ``template`` is the step of the standard
    plan that it stands for; a ``control`` of that plan can be waived, never deleted.
    ``starts_on`` and ``due`` are planned now, ``baseline_due`` was planned first; ``waits_for``
    names keys of tasks. ``because`` says where it comes from, such as a condition of a gate.
    """

    title: str
    owner: str = ""
    hours: float = 0.0
    wave: int | None = None
    phase: str = ""
    state: TaskState = "open"
    starts_on: date | None = None
    due: date | None = None
    baseline_due: date | None = None
    done_on: date | None = None
    actual_hours: float | None = None
    waits_for: tuple[str, ...] = ()
    template: str = ""
    control: bool = False
    because: str = ""


@dataclass(frozen=True)
class TaskWaiver:
    """A task of the standard plan that is not done, and who carries the risk of that.

    ``task`` is the key of the task or the step of the standard plan; ``review_on`` is the day on
    which the waiver is looked at again.
    """

    task: str
    owner: str
    reason: str
    residual_risk: str
    review_on: date
