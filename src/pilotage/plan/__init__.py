"""Plan: decide who moves in which wave, and say why."""

from pilotage.plan.build import build_problem
from pilotage.plan.changes import Changes, changed
from pilotage.plan.check import unmet_wishes, violations
from pilotage.plan.conflict import Conflict
from pilotage.plan.explain import Explanation, explain
from pilotage.plan.held import held_waves, holding_waves
from pilotage.plan.objective import objective
from pilotage.plan.plan_json import is_conflict, plan_from_json, plan_to_json
from pilotage.plan.problem import Problem
from pilotage.plan.problem_json import (
    problem_from_bytes,
    problem_from_json,
    problem_from_npz,
    problem_to_json,
    problem_to_npz,
)
from pilotage.plan.published import as_plan
from pilotage.plan.relax import Relaxation
from pilotage.plan.replan import Point, Replan, replan
from pilotage.plan.solve import Solution, solve

__all__ = [
    "Changes",
    "Conflict",
    "Explanation",
    "Point",
    "Problem",
    "Relaxation",
    "Replan",
    "Solution",
    "as_plan",
    "build_problem",
    "changed",
    "explain",
    "held_waves",
    "holding_waves",
    "is_conflict",
    "objective",
    "plan_from_json",
    "plan_to_json",
    "problem_from_bytes",
    "problem_from_json",
    "problem_from_npz",
    "problem_to_json",
    "problem_to_npz",
    "replan",
    "solve",
    "unmet_wishes",
    "violations",
]
