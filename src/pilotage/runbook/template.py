"""What a template file holds, and how it is read.

A template is TOML. ``extends`` names another template whose items come first, so what every
window needs is written once. ``[[criterion]]`` adds a condition to a gate of the template
that is extended.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal

from pydantic import TypeAdapter, ValidationError, with_config

from pilotage.facts.errors import CatalogueError
from pilotage.facts.runbook import Kind

TEMPLATES: Traversable = files("pilotage.runbook").joinpath("templates")

Only = Literal["", "pilot", "last"]


@with_config(extra="forbid")
@dataclass(frozen=True)
class Effort:
    """Minutes that an act takes: a fixed part, and what each person and gigabyte adds.

    The parts that scale are elapsed minutes of the whole team, not of one pair of hands. They
    are starting guesses until a rehearsal replaces them.
    """

    minutes: float = 0
    per_person: float = 0
    per_gb: float = 0

    def for_wave(self, people: float, gb: float) -> int:
        """Return whole minutes, rounded up, for a wave of ``people`` and ``gb`` gigabytes."""
        return math.ceil(round(self.minutes + self.per_person * people + self.per_gb * gb, 6))


@with_config(extra="forbid")
@dataclass(frozen=True)
class Undo(Effort):
    """How a step is taken back, and how long that takes. "Nothing to undo" takes none."""

    says: str = ""


@with_config(extra="forbid")
@dataclass(frozen=True)
class StepLine:
    """A step as the template writes it; ``only`` keeps it to the pilot or the last wave.

    ``at`` is a moment (see ``moments``), given outside the window and nowhere else. A step
    without ``undo`` must say ``one_way``. ``file`` is the template it was read from.
    """

    name: str
    title: str
    phase: str
    track: str
    owner: str
    takes: Effort
    verify: str
    at: str = ""
    undo: Undo | None = None
    one_way: bool = False
    point_of_no_return: bool = False
    checks: tuple[str, ...] = ()
    mover: str = ""
    after: tuple[str, ...] = ()
    detail: str = ""
    only: Only = ""
    file: str = ""


@with_config(extra="forbid")
@dataclass(frozen=True)
class CriterionLine:
    """A criterion as the template writes it; ``gate`` is set where it is added from outside."""

    says: str
    check: str = ""
    waivable: bool = True
    gate: str = ""


@with_config(extra="forbid")
@dataclass(frozen=True)
class GateLine:
    """A gate as the template writes it."""

    name: str
    title: str
    phase: str
    business: str
    technical: str
    criterion: tuple[CriterionLine, ...] = ()
    at: str = ""
    of: Literal["source", "target", "migration"] = "target"
    if_silent: str = "no-go"
    only: Only = ""
    file: str = ""


@with_config(extra="forbid")
@dataclass(frozen=True)
class Template:
    """One template with everything that it extends; ``truths`` is what people forget."""

    title: str
    says: str
    name: str = ""
    extends: str = ""
    truths: tuple[str, ...] = ()
    step: tuple[StepLine, ...] = field(default=())
    gate: tuple[GateLine, ...] = field(default=())
    criterion: tuple[CriterionLine, ...] = field(default=())

    @property
    def lines(self) -> tuple[StepLine | GateLine, ...]:
        """Return the steps, then the gates."""
        return (*self.step, *self.gate)


def read_template(kind: Kind, folder: Traversable = TEMPLATES) -> Template:
    """Read the template of ``kind`` and what it extends, without judging it.

    Raises:
        CatalogueError: the file is missing, is not TOML, or has a key or value that a template
            cannot have.
    """
    return _read(kind.value, folder)


def _read(name: str, folder: Traversable) -> Template:
    file = f"{name}.toml"
    try:
        made = TypeAdapter(Template).validate_python(
            tomllib.loads(folder.joinpath(file).read_text("utf-8"))
        )
    except FileNotFoundError as error:
        raise CatalogueError(f"templates/{file} does not exist") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogueError(f"templates/{file} cannot be read: {error}") from error
    except ValidationError as error:
        raise CatalogueError(f"templates/{file}: {_first(error)}") from error
    made = replace(
        made,
        name=name,
        step=tuple(replace(line, file=file) for line in made.step),
        gate=tuple(replace(line, file=file) for line in made.gate),
    )
    return _joined(_read(made.extends, folder), made) if made.extends else made


def _joined(below: Template, above: Template) -> Template:
    gates = {gate.name: gate for gate in (*below.gate, *above.gate)}
    for added in above.criterion:
        if added.gate not in gates:
            known = ", ".join(gates)
            raise CatalogueError(
                f"templates/{above.name}.toml: criterion {added.says!r} is for the gate "
                f"{added.gate!r}, which does not exist; there are {known}"
            )
        gate = gates[added.gate]
        gates[added.gate] = replace(gate, criterion=(*gate.criterion, added))
    return replace(
        above,
        truths=(*below.truths, *above.truths),
        step=_once(above, (*below.step, *above.step)),
        gate=tuple(gates.values()),
    )


def _once(template: Template, steps: Iterable[StepLine]) -> tuple[StepLine, ...]:
    seen: dict[str, StepLine] = {}
    for step in steps:
        if step.name in seen:
            raise CatalogueError(f"templates/{template.name}.toml: step {step.name!r} stands twice")
        seen[step.name] = step
    return tuple(seen.values())


def _first(error: ValidationError) -> str:
    """Return the first complaint of pydantic in the words of the file."""
    found = error.errors(include_url=False)[0]
    place = ".".join(str(part) for part in found["loc"])
    return f"{place}: {found['msg']}"
