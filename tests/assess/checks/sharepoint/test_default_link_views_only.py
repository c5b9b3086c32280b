import pytest
from asking import ask_one
from collaboration import sharepoint

from pilotage.facts.finding import Outcome

CHECK = "sharepoint.default_link_views_only"


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"DefaultLinkPermission": "View"},
    ],
)
def test_passes_when_view_comes_first(settings):
    assert ask_one(CHECK, sharepoint(**settings)).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "settings",
    [
        {"DefaultLinkPermission": 0},
        {"DefaultLinkPermission": 2},
        {"DefaultLinkPermission": "Edit"},
    ],
)
def test_fails_when_view_does_not_come_first(settings):
    assert ask_one(CHECK, sharepoint(**settings)).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "settings",
    [
        {"DefaultLinkPermission": None},
    ],
)
def test_the_default_must_be_known(settings):
    assert ask_one(CHECK, sharepoint(**settings)).outcome is Outcome.NOT_ASSESSED
