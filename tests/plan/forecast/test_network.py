"""What makes a network, and what is refused with the task and the key named."""

from __future__ import annotations

from math import inf, nan

import pytest

from pilotage.facts.errors import InputError
from pilotage.plan.forecast import Ask, LongTail, Task, ThreePoint, exactly, forecast, network_of

DAY = exactly(1)


def test_every_task_stands_after_all_that_it_waits_for():
    network = network_of([Task("c", after=("b", "a")), Task("b", after=("a",)), Task("a")])

    place = {task: number for number, task in enumerate(network.order.tolist())}
    for task in range(3):
        assert all(place[before] < place[task] for before in network.waits[task])
    assert network.waits[0] == (1, 2)


@pytest.mark.parametrize(
    ("tasks", "where", "says"),
    [
        ([], "tasks", "no task"),
        ([Task("a"), Task("a")], "tasks.name", "'a' stands twice"),
        ([Task("a", after=("b",))], "a: after", "'b', which is no task"),
        ([Task("a", after=("b",)), Task("b", after=("a",))], "after", "a -> b -> a"),
        ([Task("a", after=("a",))], "after", "a -> a"),
        ([Task("a", ThreePoint(1, nan, 3))], "a: days", "likely must be a number of days"),
        ([Task("a", ThreePoint(-1, 2, 3))], "a: days", "low must be a number of days"),
        ([Task("a", ThreePoint(3, 2, 4))], "a: days", "must not fall"),
        ([Task("a", LongTail(0, 2))], "a: days", "p50 must be above 0"),
        ([Task("a", LongTail(1, inf))], "a: days", "p90 must be a number of days"),
        ([Task("a", DAY, chance=1.5)], "a: chance", "between 0 and 1"),
        ([Task("a", DAY, chance=nan)], "a: chance", "between 0 and 1"),
        ([Task("a", DAY, most=0)], "a: most", "from 1 to 20"),
        ([Task("a", DAY, correlation=1.0)], "a: correlation", "below 1"),
        ([Task("a", DAY, not_before=-1)], "a: not_before", "a day from 0"),
        ([Task("a", DAY, opens=(3, 2))], "a: opens", "in order"),
        ([Task("a", DAY, opens=(nan,))], "a: opens", "days from 0"),
        ([Task("a", DAY, every=0)], "a: every", "above 0"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(tasks, where, says):
    with pytest.raises(InputError, match=says) as refused:
        network_of(tasks)

    assert refused.value.where == where


@pytest.mark.parametrize(("ask", "where"), [(Ask(runs=0), "runs"), (Ask(seed=-1), "seed")])
def test_an_impossible_ask_is_refused(ask, where):
    with pytest.raises(InputError) as refused:
        forecast(network_of([Task("a", DAY)]), ask)

    assert refused.value.where == where
