"""The speed of a measured link becomes what a change window can carry."""

import pytest
from harbour import tenant
from plan.built import build

from pilotage.facts.errors import InputError

FIBRE = {"link": "Quay 1 fibre", "office": "Quay 1", "down_mbps": 500.0, "up_mbps": 100.0}
WINDOWS = """
[[window]]
starts = 2026-01-24T08:00:00Z
hours = 8
[[window]]
starts = 2026-01-31T08:00:00Z
hours = 2
"""


def gigabytes(text, **link):
    """Return what each wave may carry over the fibre."""
    snapshot = tenant(network_links=[FIBRE | link])
    return build(text + WINDOWS, snapshot=snapshot).waves.cap[:, 1].tolist()


def test_a_window_carries_what_leaves_over_the_link_in_its_hours():
    assert gigabytes('[capacity]\nlink = "Quay 1 fibre"\n') == pytest.approx([360, 90])


@pytest.mark.parametrize(("busy", "left"), [(25, 270), (100, 0), (130, 0)])
def test_what_the_link_is_used_for_already_is_not_there(busy, left):
    text = '[capacity]\nlink = "Quay 1 fibre"\n'

    assert gigabytes(text, busy_percent=float(busy))[0] == pytest.approx(left)


def test_what_was_agreed_counts_before_what_was_measured():
    text = '[capacity]\nlink = "Quay 1 fibre"\ngb_per_window = 50\n'

    assert gigabytes(text) == [50, 50]


def test_without_a_link_gigabytes_are_not_bounded():
    assert gigabytes("") == [float("inf")] * 2


def test_an_unknown_link_is_refused_and_the_known_ones_are_named():
    with pytest.raises(InputError, match=r"capacity\.link: 'fiber' is no link.*Quay 1 fibre"):
        gigabytes('[capacity]\nlink = "fiber"\n')


def test_a_link_that_nobody_measured_is_refused():
    with pytest.raises(InputError, match="nobody measured"):
        gigabytes('[capacity]\nlink = "Quay 1 fibre"\n', up_mbps=None)
