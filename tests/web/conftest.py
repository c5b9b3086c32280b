"""Pages read the rows beside the records from the home folder of the tests."""

import pytest
from control_room import home


@pytest.fixture(autouse=True)
def at_home(settings):
    """Let the pages find the folders of the furnished engagement."""
    settings.HOME = home()
