"""1,005 real people and who writes to whom: https://snap.stanford.edu/data/email-Eu-core.html."""

import numpy as np
import orjson
import pytest
from harbour import SHARED

from pilotage.plan import objective, problem_from_json, solve, violations

FOLDER = SHARED / "data" / "email-eu-core"
K = 10


@pytest.fixture(scope="module")
def problem():
    """Return the organisation in ten waves with 3 % of room to spare."""
    if not FOLDER.exists():
        pytest.skip("the email-eu-core data is not there")
    written = np.loadtxt(FOLDER / "email-Eu-core.txt", dtype=int)
    dept = np.loadtxt(FOLDER / "email-Eu-core-department-labels.txt", dtype=int)
    n = len(dept)
    pairs = np.sort(written[written[:, 0] != written[:, 1]], axis=1)
    pairs, w = np.unique(pairs, axis=0, return_counts=True)
    waves = {"k": K, "day": list(range(0, 7 * K, 7)), "cap_users": [int(1.03 * n / K)] * K}
    units = {"users": [1] * n, "dept": dept[np.argsort(dept[:, 0]), 1].tolist()}
    edges = {"u": pairs[:, 0].tolist(), "v": pairs[:, 1].tolist(), "w": w.tolist()}
    tree = {"format": "pilotage-wave-instance/1", "name": "email-eu-core", "n": n}
    return problem_from_json(orjson.dumps({**tree, "waves": waves, "units": units, "edges": edges}))


def test_people_who_write_to_each_other_stay_far_closer_than_by_department(problem):
    answer = solve(problem, effort="quick")
    by_department = np.empty(problem.n, np.int64)
    order = np.argsort(problem.units.dept.astype(int), kind="stable")
    by_department[order] = np.arange(problem.n) * K // problem.n

    assert violations(problem, answer.wave) == []
    assert answer.objective.ordered < 0.45 * objective(problem, by_department).ordered
