"""Plans as files: the JSON that ``pilotage plan`` writes, for a plan and for a conflict."""

from __future__ import annotations

from typing import Any

import numpy as np
import orjson

from pilotage.facts.errors import InputError
from pilotage.plan.conflict import Conflict
from pilotage.plan.problem import RESOURCES, Ints, Problem
from pilotage.plan.reasons import assumptions
from pilotage.plan.solve import Solution
from pilotage.plan.totals import Total, totals

FORMAT = "pilotage-plan/1"


def plan_to_json(problem: Problem, answer: Solution | Conflict, *, seconds: float) -> bytes:
    """Return the file; ``seconds`` is how long the caller waited for the answer."""
    head = {"format": FORMAT, "problem": problem.name}
    body = _conflict(answer) if isinstance(answer, Conflict) else _plan(problem, answer)
    tail = {"seconds": round(seconds, 3)}
    return orjson.dumps({**head, **body, **tail}, option=orjson.OPT_INDENT_2)


def plan_from_json(problem: Problem, data: bytes) -> Ints:
    """Return the wave of each unit from a plan file.

    Raises:
        InputError: this is no feasible plan of the problem's units; the error names the key.
    """
    tree = _tree(data)
    plan = tree.get("plan")
    if not isinstance(plan, dict):
        raise InputError("the file holds no plan.", where="plan")
    if lacking := next((id for id in problem.units.id if id not in plan), None):
        raise InputError(f"the plan does not say when {lacking} moves.", where="plan")
    for id in problem.units.id:
        wave = plan[id]
        if type(wave) is not int or not 0 <= wave < problem.waves.k:
            raise InputError(f"{wave!r} is no wave of the problem.", where=f"plan.{id}")
    return np.array([plan[id] for id in problem.units.id], np.int64)


def is_conflict(data: bytes) -> bool:
    """Tell whether a plan file says that there is no plan.

    Raises:
        InputError: this is no plan file.
    """
    return _tree(data).get("feasible") is False


def _tree(data: bytes) -> dict[str, Any]:
    try:
        tree = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise InputError(f"this is not JSON: {error.msg}.", where=f"line {error.lineno}") from error
    if not isinstance(tree, dict) or tree.get("format") != FORMAT:
        raise InputError(f"this is not a plan of format {FORMAT!r}.", where="format")
    return tree


def _plan(problem: Problem, solution: Solution) -> dict[str, Any]:
    objective = {key: value for key, value in vars(solution.objective).items() if value is not None}
    return {
        "feasible": True,
        "plan": dict(zip(problem.units.id, solution.wave.tolist(), strict=True)),
        "objective": objective,
        "waves": [_wave(total) for total in totals(problem, solution.wave)],
        "unmet": solution.unmet,
        "assumed": assumptions(problem),
        "complete": solution.complete,
        "effort": solution.effort,
        "seed": solution.seed,
    }


def _wave(total: Total) -> dict[str, Any]:
    load = dict(zip(RESOURCES, total.load, strict=True))
    return {"wave": total.wave, "day": total.day, **load, "binding": total.binding}


def _conflict(conflict: Conflict) -> dict[str, Any]:
    return {
        "feasible": False,
        "proven": conflict.proven,
        "conflict": conflict.says,
        "relaxations": [
            {"kind": one.kind, "says": one.says, "amount": one.amount}
            for one in conflict.relaxations
        ],
    }
