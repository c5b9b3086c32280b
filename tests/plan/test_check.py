import numpy as np
import pytest
from plan.instances import instance

from pilotage.plan import unmet_wishes, violations

GOOD = [1, 1, 0, 0, 2, 2]
"""A plan of the healthy instance that holds everything."""


def test_a_good_plan_breaks_nothing():
    assert violations(instance(), np.array(GOOD)) == []


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"waves__cap_users": [1, 3, 3]}, "wave 0 holds 2 people, its capacity is 1"),
        ({"waves__cap_gb": [-1, 20, 10]}, "wave 2 holds 11 GB, its capacity is 10"),
        ({"waves__cap_tickets": [-1, 0.5, -1]}, "wave 1 holds 0.8 tickets"),
        ({"units__pin": [-1, -1, -1, 2, -1, -1]}, "dara is in wave 0, pinned to 2"),
        ({"units__ready_day": [0, 0, 0, 0, 0, 22]}, "fay moves on day 21, ready on day 22"),
        ({"deadline_day": 20}, "the last wave is on day 21, the deadline is day 20"),
        ({"blackouts": {"dept": ["Yard"], "from": [21], "to": [21]}}, "2 units of Yard"),
        ({"together": {"ptr": [0, 2], "members": [0, 5]}}, "must share a wave"),
        ({"before": {"u": [1], "v": [4], "gap": [2]}}, "eli must move at least 2 waves after ben"),
        ({"pilot_cover__min_users": 3}, "the pilot holds 2 people, at least 3"),
        ({"pilot_cover__max_users": 1}, "the pilot holds 2 people, at most 1"),
        ({"units__flags": [0, 0, 1, 0, 0, 0]}, "chen is in the pilot with flags 1"),
        ({"pilot_cover__max_risk": 0.05}, "chen is in the pilot with a risk of 0.1"),
    ],
)
def test_each_broken_constraint_is_named(changes, says):
    found = violations(instance(**changes), np.array(GOOD))

    assert found
    assert any(says in one for one in found)


def test_a_plan_of_the_wrong_length_or_with_unknown_waves_is_refused():
    assert violations(instance(), np.array([0, 1]))
    assert "such as ben" in violations(instance(), np.array([1, 3, 0, 0, 2, 2]))[0]


def test_sums_of_decimals_are_not_held_against_a_capacity():
    problem = instance(waves__cap_tickets=[-1, 0.8, 0.8])

    assert violations(problem, np.array(GOOD)) == []


def test_a_tag_that_the_pilot_lacks_is_a_wish_and_no_violation():
    tags = {"tag_name": ["Yard"], "tag_ptr": [0, 2], "tag_units": [4, 5], "tag_min": [1]}
    problem = instance(pilot_cover={"min_users": 1, **tags})

    assert violations(problem, np.array(GOOD)) == []
    assert unmet_wishes(problem, np.array(GOOD)) == ["the pilot holds 0 of Yard, wished are 1"]
    assert unmet_wishes(problem, np.array([2, 1, 0, 1, 0, 2])) == []
