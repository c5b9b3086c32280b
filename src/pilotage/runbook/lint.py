"""What is wrong with a template or a runbook, before the night instead of during it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from graphlib import CycleError, TopologicalSorter
from itertools import product

from pilotage.facts.plan import Wave
from pilotage.facts.role import ROLES
from pilotage.facts.runbook import Gate, Item, Runbook, Step
from pilotage.runbook.moments import UNDATED, is_moment
from pilotage.runbook.phases import ORDER, PHASES, in_window
from pilotage.runbook.template import GateLine, StepLine, Template
from pilotage.runbook.timing import ends
from pilotage.runbook.write import Wanted, write_items

TRACKS = (
    "governance",
    "people",
    "identity",
    "data",
    "dependencies",
    "continuity",
    "support",
    "outcome",
)
"""The lines of work that run through a migration."""
MANDATORY = tuple(track for track in TRACKS if track != "data")
"""The tracks that no template may be without: moving data alone is not a migration."""

NOTHING = "Nothing to undo"


@dataclass(frozen=True)
class Complaint:
    """One thing that is wrong: where (template file, or empty), with which item, and what."""

    item: str
    says: str
    file: str = ""

    def __str__(self) -> str:
        where = f"templates/{self.file}: " if self.file else ""
        return f"{where}{self.item}: {self.says}"


def lint_template(
    template: Template, *, checks: Collection[str], movers: Collection[str]
) -> tuple[Complaint, ...]:
    """Return everything that makes ``template`` unfit, in the order of the file."""
    found = [*_tracks(template)]
    for line in template.lines:
        found += [Complaint(line.name, says, line.file) for says in _names(line, checks, movers)]
        found += [Complaint(line.name, says, line.file) for says in _place(line)]
    found += _order(template)
    return tuple(found) or tuple(_written(template))


def lint_runbook(runbook: Runbook) -> tuple[Complaint, ...]:
    """Return everything that makes ``runbook`` unsafe to run, in the order of the work."""
    return tuple(_unsafe(runbook.items))


def _tracks(template: Template) -> Iterator[Complaint]:
    have = {line.track for line in template.step}
    for track in MANDATORY:
        if track not in have:
            says = f"no step is on the track {track}, which every migration needs"
            yield Complaint("template", says, f"{template.name}.toml")


def _names(
    line: StepLine | GateLine, checks: Collection[str], movers: Collection[str]
) -> Iterator[str]:
    """Yield each name in ``line`` that nothing is called by, with the nearest that exist."""
    if isinstance(line, StepLine):
        used = [("role", line.owner, ROLES), ("track", line.track, TRACKS)]
        used += [("check", name, checks) for name in line.checks]
        used += [("mover", line.mover, movers)] if line.mover else []
    else:
        used = [("role", line.business, ROLES), ("role", line.technical, ROLES)]
        used += [("check", each.check, checks) for each in line.criterion if each.check]
    used.append(("phase", line.phase, PHASES))
    for what, name, known in used:
        if name not in known:
            near = get_close_matches(name, sorted(known), n=3, cutoff=0.4)
            hint = f"; the nearest are {', '.join(near)}" if near else ""
            yield f"no {what} is called {name!r}{hint}"


def _place(line: StepLine | GateLine) -> Iterator[str]:
    if in_window(line.phase) and line.at:
        yield f"'at' is for items outside the window, and {line.phase!r} is inside"
    if not in_window(line.phase) and not is_moment(line.at):
        yield f"{line.at!r} is not a moment such as 'T-14 10:00', 'T-90 min' or 'W+1 07:30'"


def _order(template: Template) -> Iterator[Complaint]:
    steps = {line.name: line for line in template.step}
    for line in template.step:
        for name in line.after:
            if name not in steps:
                near = get_close_matches(name, sorted(steps), n=3, cutoff=0.4)
                hint = f"; the nearest are {', '.join(near)}" if near else ""
                yield Complaint(line.name, f"waits for {name!r}, which is no step{hint}", line.file)
            elif ORDER.get(steps[name].phase, 0) > ORDER.get(line.phase, 0):
                yield Complaint(line.name, f"waits for {name!r} of a later phase", line.file)
    try:
        TopologicalSorter({line.name: line.after for line in template.step}).prepare()
    except CycleError as error:
        round_trip = " waits for ".join(reversed(error.args[1]))
        yield Complaint("template", f"{round_trip}: nobody could start", f"{template.name}.toml")


def _written(template: Template) -> Iterator[Complaint]:
    """Yield what is wrong with the runbooks that the template makes: first, middle and last."""
    files = {line.name: line.file for line in template.lines}
    seen: set[Complaint] = set()
    for pilot, last in product((False, True), repeat=2):
        wave = Wave(0, 0, (), users=20, gb=100, tickets=0, pilot=pilot)
        for found in _unsafe(write_items(template, Wanted(wave, UNDATED, last))):
            name = found.item.partition("/")[2] or found.item
            complaint = Complaint(name, found.says, files.get(name, f"{template.name}.toml"))
            if complaint not in seen:
                seen.add(complaint)
                yield complaint


def _unsafe(items: tuple[Item, ...]) -> Iterator[Complaint]:
    steps = {item.key: item for item in items if isinstance(item, Step)}
    for step in steps.values():
        yield from (Complaint(step.key, says) for says in _step(step, steps))
    yield from _doors(items)
    for gate in items:
        if isinstance(gate, Gate):
            yield from (Complaint(gate.key, says) for says in _gate(gate))
    if not any(isinstance(item, Gate) and item.phase == "prepare" for item in items):
        yield Complaint("runbook", "no gate says go or no-go before the window opens")


def _step(step: Step, steps: dict[str, Step]) -> Iterator[str]:
    if not step.verify:
        yield "says not how it is proven"
    if step.minutes <= 0:
        yield "takes no time"
    if step.owner not in ROLES:
        yield f"is owned by {step.owner!r}, which is no role"
    if step.reversible and not step.undo:
        yield "has no undo and is not marked as a one-way door"
    if step.reversible and step.undo_minutes <= 0 and not step.undo.startswith(NOTHING):
        yield "has an undo that takes no time"
    if step.point_of_no_return and step.reversible:
        yield "is the point of no return but says that it can be undone"
    for key in step.after:
        if key not in steps:
            yield f"waits for {key}, which is no step"
        elif ends(steps[key]) > step.starts:
            yield f"starts before {key} has ended, for which it waits"


def _gate(gate: Gate) -> Iterator[str]:
    if not gate.criteria:
        yield "has no criteria"
    if gate.business == gate.technical:
        yield "needs two signatures from two roles, one business and one technical"
    for role in (gate.business, gate.technical):
        if role not in ROLES:
            yield f"is signed by {role!r}, which is no role"


def _doors(items: Iterable[Item]) -> Iterator[Complaint]:
    """Yield one-way doors that are not guarded, or come before the marked point of no return.

    A guard is a gate in the same phase or in the one before, with a criterion that nobody may
    waive. A gate further away was signed before the work that leads to the door.
    """
    guard: Gate | None = None
    passed = False
    for item in items:
        if isinstance(item, Gate):
            guard = item
            continue
        passed = passed or item.point_of_no_return
        if item.reversible:
            continue
        near = guard is not None and ORDER[item.phase] - ORDER[guard.phase] <= 1
        if guard is None or not near:
            yield Complaint(item.key, "is a one-way door without a gate right before it")
        elif all(each.waivable for each in guard.criteria):
            yield Complaint(item.key, f"is a one-way door and {guard.key} can be waived whole")
        if not passed:
            yield Complaint(item.key, "is a one-way door before any point of no return")
