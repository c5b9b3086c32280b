import os
import re

import pytest
from control_room import furnish
from hypothesis import settings

settings.register_profile("quick", max_examples=60, deadline=None, derandomize=True)
settings.register_profile("soak", max_examples=3_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

PROVES = re.compile(r"(?:_r\d+)+(?:\[.*\])?$")


def pytest_collection_modifyitems(items):
    """Mark each test whose name ends with the number of the requirement that it proves."""
    for item in items:
        if PROVES.search(item.name):
            item.add_marker(pytest.mark.acceptance)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Furnish the records once: a client with a migration that was judged, and one outsider."""
    with django_db_blocker.unblock():
        furnish()
