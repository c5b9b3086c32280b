import os
import re

import pytest
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
