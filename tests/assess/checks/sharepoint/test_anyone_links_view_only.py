import pytest
from asking import ask_one
from collaboration import sharepoint

from pilotage.facts.finding import Outcome

CHECK = "sharepoint.anyone_links_view_only"


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"SharingCapability": 0, "FileAnonymousLinkType": 2},
        {"SharingCapability": 1, "FileAnonymousLinkType": 2},
        {"SharingCapability": 3, "FileAnonymousLinkType": 2},
    ],
)
def test_passes_when_anyone_may_view_or_has_no_link(settings):
    assert ask_one(CHECK, sharepoint(**settings)).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "settings",
    [
        {"FileAnonymousLinkType": 2},
        {"FolderAnonymousLinkType": 2},
        {"FileAnonymousLinkType": "Edit"},
        {"FileAnonymousLinkType": None, "FolderAnonymousLinkType": 2},
    ],
)
def test_fails_when_anyone_may_edit_files_or_folders(settings):
    assert ask_one(CHECK, sharepoint(**settings)).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "settings",
    [
        {"FileAnonymousLinkType": None},
        {"FolderAnonymousLinkType": None},
        {"SharingCapability": None},
    ],
)
def test_what_is_unread_is_not_a_pass(settings):
    assert ask_one(CHECK, sharepoint(**settings)).outcome is Outcome.NOT_ASSESSED
