"""Solve the planning problem of a home folder once, and remember the answer to the same one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from pilotage.engine.pipeline import Planned, Report, Solve, answer, problem_of
from pilotage.facts.dependency import DependencyGraph
from pilotage.facts.errors import InputError, NotKnown
from pilotage.facts.situation import Situation
from pilotage.plan import (
    Changes,
    Problem,
    Solution,
    as_plan,
    changed,
    is_conflict,
    objective,
    plan_from_json,
    problem_from_bytes,
    problem_to_json,
    unmet_wishes,
)
from pilotage.plan.problem import Ints
from pilotage.store.home import read_file

PROBLEM, PLAN, CHANGES = "problem.json", "plan.json", "changes.json"
BATCHES = TypeAdapter(tuple[Changes, ...])


def solving(effort: str, report: Report) -> Solve:
    """Return a way to answer problems that always solves them."""
    return partial(answer, effort=effort, report=report)


def remembering(home: Path, situation: Situation, effort: str, report: Report) -> Solve:
    """Return a way to answer problems that keeps the plan at home while its problem holds.

    So a runbook or a report written today is of the plan that people have seen, also when some
    of its waves have moved since.
    """

    def recall(fresh: Problem, graph: DependencyGraph) -> Planned:
        for problem in _as_it_was(home, situation, graph, fresh):
            if _is_at_home(home, problem) and (known := _solution(home, problem)):
                return Planned(problem, known, as_plan(problem, known, graph), 0.0)
        return answer(fresh, graph, effort=effort, report=report)

    return recall


def _as_it_was(
    home: Path, situation: Situation, graph: DependencyGraph, fresh: Problem
) -> Iterator[Problem]:
    """Yield the problem as of now, then with the windows that were ahead at the first planning."""
    yield after_changes(home, fresh)
    if not (home / PROBLEM).is_file() or not (home / PLAN).is_file():
        return
    windows = problem_at(home).waves.window
    if windows and windows[0][0] < situation.now:
        then = problem_of(replace(situation, now=windows[0][0]), graph)
        if then is not None:
            yield after_changes(home, then)


def after_changes(home: Path, problem: Problem) -> Problem:
    """Return the problem after the changes that the plan at home was made anew for.

    Where they do not fit the problem any more, it is returned as it is.
    """
    try:
        for changes in changes_at(home):
            problem = changed(problem, changes)
    except InputError:
        return problem
    return problem


def changes_at(home: Path) -> tuple[Changes, ...]:
    """Return what has changed since the plan at home was first made, one value per new plan.

    Raises:
        InputError: the file is damaged.
    """
    path = home / CHANGES
    if not path.is_file():
        return ()
    try:
        return BATCHES.validate_json(read_file(path))
    except ValidationError as error:
        raise InputError("is no list of changes", where=str(path)) from error


def plan_at(home: Path) -> tuple[Problem, Solution | None]:
    """Return the problem in the home folder and its plan; None where the file holds a conflict.

    Raises:
        NotKnown: there is no plan yet.
        InputError: a file is damaged; names the key.
    """
    problem = problem_at(home)
    return problem, _solution(home, problem)


def standing_plan(home: Path) -> tuple[Problem, Solution]:
    """Return the problem in the home folder and its plan.

    Raises:
        NotKnown: there is no plan yet, or the file holds a conflict.
        InputError: a file is damaged; names the key.
    """
    problem, solution = plan_at(home)
    if solution is None:
        raise NotKnown(f"{home} holds a conflict and no plan; see: pilotage plan")
    return problem, solution


def _solution(home: Path, problem: Problem) -> Solution | None:
    data = read_file(home / PLAN)
    with _naming(home / PLAN):
        if is_conflict(data):
            return None
        wave = plan_from_json(problem, data)
    made = objective(problem, wave)
    return Solution(wave, made, problem.seed, "", tuple(unmet_wishes(problem, wave)))


def problem_at(home: Path) -> Problem:
    """Return the planning problem in the home folder.

    Raises:
        NotKnown: there is none yet.
    """
    if not (home / PROBLEM).is_file() or not (home / PLAN).is_file():
        raise NotKnown(f"there is no plan in {home}; make one with: pilotage run or pilotage plan")
    return problem_in(home / PROBLEM)


def problem_in(path: Path) -> Problem:
    """Return the planning problem of a file, JSON or npz.

    Raises:
        InputError: the file cannot be used; names it, and the line or key.
    """
    data = read_file(path)
    with _naming(path):
        return problem_from_bytes(data)


def plan_in(path: Path, problem: Problem) -> Ints:
    """Return the wave of each unit of ``problem`` from a plan file.

    Raises:
        InputError: it is no plan of the problem; names the file and the key.
    """
    data = read_file(path)
    with _naming(path):
        return plan_from_json(problem, data)


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Add the file to errors that know only the line or key inside it."""
    try:
        yield
    except InputError as error:
        where = ": ".join(filter(None, (str(path), error.where)))
        raise InputError(error.says, where=where, fix=error.fix) from error


def _is_at_home(home: Path, problem: Problem) -> bool:
    paths = (home / PROBLEM, home / PLAN)
    if not all(path.is_file() for path in paths):
        return False
    return read_file(home / PROBLEM) == problem_to_json(problem)
