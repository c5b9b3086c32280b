import os

import pytest
from control_room import furnish
from hypothesis import settings
from requirement_numbers import numbers_of, outcomes

settings.register_profile("quick", max_examples=60, deadline=None, derandomize=True)
settings.register_profile("soak", max_examples=3_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


def pytest_collection_modifyitems(items):
    """Mark each test whose name ends with the number of the requirement that it proves."""
    for item in items:
        if numbers_of(item.name):
            item.add_marker(pytest.mark.acceptance)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Furnish the records once: a client with a migration that was judged, and one outsider."""
    with django_db_blocker.unblock():
        furnish()


def pytest_terminal_summary(terminalreporter, config):
    """Say how many requirements pass, fail or are not built yet, where only they were asked."""
    if config.option.markexpr != "acceptance":
        return
    names = {
        word: [each.nodeid for each in terminalreporter.stats.get(word, ())]
        for word in ("passed", "failed", "error")
    }
    terminalreporter.section("requirements")
    for word, numbers in outcomes(names["passed"], names["failed"] + names["error"]).items():
        terminalreporter.write_line(f"{len(numbers):4} {word}: {' '.join(numbers)}")
