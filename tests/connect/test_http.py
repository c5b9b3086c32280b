"""HTTP as every wire uses it."""

import pytest

from pilotage.connect.http import MEGABYTE, Bounds


@pytest.mark.parametrize(
    ("size", "says"),
    [(512, "0.5 kB"), (64 * 1024, "64 kB"), (MEGABYTE, "1 MB"), (64 * MEGABYTE, "64 MB")],
    ids=["half a kilobyte", "kilobytes", "a megabyte", "megabytes"],
)
def test_a_bound_is_said_in_a_unit_that_shows_it(size, says):
    assert Bounds(size).most == says
