"""The loaded demo as every requirement finds it: a home of its own, the real command, a browser."""

from __future__ import annotations

import pytest
from workplace import Workplace, loaded_home


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory):
    """Return a home that ``pilotage demo load brightlane`` filled; nobody may change it."""
    return loaded_home(tmp_path_factory)


@pytest.fixture
def workspace(demo_home, tmp_path):
    """Yield a copy of the demo, for this test alone."""
    with Workplace.copied(demo_home, tmp_path) as made:
        yield made
