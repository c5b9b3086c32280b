"""``python -m pilotage.plan.warm``: compile the search once, so that the first plan need not wait.

What is compiled is kept beside the modules, or in the cache of the user where these cannot be
written.
"""

from __future__ import annotations

import numpy as np

from pilotage.plan.anneal import Cooling, anneal
from pilotage.plan.coarsen import clusters
from pilotage.plan.contract import SCALE
from pilotage.plan.feasible import possible
from pilotage.plan.leaves import hang
from pilotage.plan.net import Arcs, Net
from pilotage.plan.polish import polish
from pilotage.plan.problem import Ints, no_ints
from pilotage.plan.problem_json import problem_from_json
from pilotage.plan.proof import proof
from pilotage.plan.proof_cuts import Waves
from pilotage.plan.proof_kernel import NEVER
from pilotage.plan.proof_levels import by_levels


def warm() -> Ints:
    """Search a net of two nodes with all that is compiled, and return its placement."""
    ones, ends = np.ones(2), np.array([0, 1, 2])
    net = Net(
        node_of=np.arange(2),
        real=2,
        load=np.ones((2, 3)),
        allowed=np.ones((2, 2), np.bool_),
        cap=np.full((2, 3), 2.0),
        ptr=ends,
        idx=np.array([1, 0]),
        w=ones,
        risk=ones,
        early=ones,
        place=np.arange(2.0),
        arcs=Arcs(no_ints(), no_ints(), no_ints()),
    )
    rng = np.random.default_rng(1)
    clusters(net, rng)
    numbers, stock = np.arange(2), (net.load, net.load[0], net.load.copy())
    hang(no_ints(), no_ints(), numbers.copy(), stock, numbers, numbers.copy())
    part = anneal(net, np.zeros(2, np.int64), Cooling(1.0, 0.1, 1), rng, lambda doing, share: None)
    return polish(net, part, 1, rng)


def warm_proof() -> None:
    """Prove the best plan of four units in both ways."""
    tree = (
        b'{"format": "pilotage-wave-instance/1", "n": 4, "units": {"users": [1, 1, 1, 1]},'
        b' "waves": {"k": 4, "day": [1, 2, 3, 4], "cap_users": [2, 2, 2, 2]},'
        b' "edges": {"u": [0, 1], "v": [1, 2], "w": [1, 1]}}'
    )
    problem = problem_from_json(tree)
    verdict = possible(problem)
    assert verdict.part is not None
    proof(problem, verdict.net, verdict.part, SCALE, 1.0)
    by_levels(Waves(problem, verdict.net, np.arange(verdict.net.size), 0), NEVER, 1 << 40)


if __name__ == "__main__":
    warm()
    warm_proof()
