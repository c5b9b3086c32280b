"""The same input gives the same bytes, also in another process."""

import os
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).parents[1]
BUILD_AND_SOLVE = """
from plan.built import DELEGATE, MAIL, ROOMY, STAFF, build, graph
from pilotage.plan import plan_to_json, problem_to_json, solve

problem = build(ROOMY, seen=graph([DELEGATE, MAIL], STAFF))
print(problem_to_json(problem).decode(), plan_to_json(problem, solve(problem), seconds=0).decode())
"""


def written(hash_seed):
    """Return problem and plan as a process writes them that hashes texts with this seed."""
    paths = os.pathsep.join([str(TESTS), str(TESTS.parent / "src")])
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": paths}
    command = [sys.executable, "-c", BUILD_AND_SOLVE]
    return subprocess.run(command, env=environment, check=True, capture_output=True).stdout


def test_processes_that_hash_differently_write_the_same_plan():
    first = written("1")

    assert b"pilotage-plan/1" in first
    assert first == written("777")
