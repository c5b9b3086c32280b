"""The standard plan, and the plan of one migration laid over it.

A migration has every phase and every task of the standard plan without asking for them. What
people keep themselves replaces the standard one of the same name; leaving a task out needs a
waiver.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pydantic import TypeAdapter

from pilotage.facts.errors import InputError
from pilotage.facts.phase import Phase
from pilotage.facts.role import role_title
from pilotage.facts.task import Task, TaskWaiver

PHASE = TypeAdapter(Phase)
WAIVED, KEPT, MISSING, OWN = "waived", "kept", "standard", "own"


@dataclass(frozen=True)
class Planned:
    """A task of the plan: ``key`` names it, ``stands`` says how it relates to the standard.

    kept: people took it over; standard: it is as the standard has it; waived; own: theirs alone.
    """

    key: str
    task: Task
    stands: str
    waiver: TaskWaiver | None = None


@cache
def _read() -> Mapping[str, list[dict[str, object]]]:
    text = (files(__package__) / "standard_plan.toml").read_text("utf-8")
    return tomllib.loads(text)


def standard_phases() -> dict[str, Phase]:
    """Return the phases of every migration by id, in the order of time."""
    rows = (dict(row) for row in _read()["phase"])
    return {str(row.pop("id")): PHASE.validate_python(row) for row in rows}


def standard_tasks() -> dict[str, Task]:
    """Return the tasks of every migration by id; the owner is the title of a role."""
    return {
        str(row["id"]): Task(
            title=str(row["title"]),
            owner=role_title(str(row["owner"])),
            hours=float(str(row["hours"])),
            phase=str(row["phase"]),
            waits_for=tuple(_texts(row.get("after", ()))),
            template=str(row["id"]),
            control=bool(row.get("control", False)),
        )
        for row in _read()["task"]
    }


def _texts(value: object) -> Iterator[str]:
    assert isinstance(value, list | tuple)
    yield from map(str, value)


def phases_of(kept: Iterable[Phase]) -> tuple[Phase, ...]:
    """Return the phases of a migration: the standard ones, replaced by those of the same title."""
    own = {phase.title.casefold(): phase for phase in kept}
    standard = [own.pop(each.title.casefold(), each) for each in standard_phases().values()]
    return (*standard, *own.values())


def faults_of(phases: Iterable[Phase]) -> tuple[str, ...]:
    """Return what is missing in phases, in words; empty if every phase is whole."""
    return tuple(
        f"the phase {phase.title} has no {what}"
        for phase in phases
        for what, there in (
            ("purpose", phase.purpose.strip()),
            ("entry criteria", phase.entry),
            ("exit criteria", phase.exit),
            ("deliverables", phase.deliverables),
            ("owner", phase.owner.strip()),
        )
        if not there
    )


def tasks_of(kept: Mapping[str, Task], waivers: Iterable[TaskWaiver]) -> tuple[Planned, ...]:
    """Return every task of a migration: the standard ones in their order, then its own.

    ``kept`` are the tasks of the records by key.
    """
    waived = {waiver.task: waiver for waiver in waivers}
    taken = {task.template: (key, task) for key, task in kept.items() if task.template}
    planned = []
    for id, task in standard_tasks().items():
        key, mine = taken.get(id, (id, task))
        waiver = waived.get(id) or waived.get(key)
        stands = WAIVED if waiver else KEPT if id in taken else MISSING
        planned.append(Planned(key, mine, stands, waiver))
    own = [(key, task) for key, task in kept.items() if not task.template]
    planned += [
        Planned(key, task, WAIVED if key in waived else OWN, waived.get(key)) for key, task in own
    ]
    return tuple(planned)


def refuse_deletion(key: str, task: Task) -> None:
    """Refuse to delete what the standard plan has.

    Raises:
        InputError: the task is of the standard plan; says how to waive it.
    """
    if not (task.template or task.control):
        return
    word = "control" if task.control else "task of the standard plan"
    raise InputError(
        f"{key} ({task.title}) is a {word} and is not deleted",
        fix=f"Waive it: pilotage plan task waive {task.template or key} --owner WHO "
        "--reason WHY --risk WHAT-IS-LEFT --review DATE",
    )
