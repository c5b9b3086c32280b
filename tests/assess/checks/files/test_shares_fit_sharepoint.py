import pytest
from asking import ask_one
from harbour import tenant, unread

from pilotage.assess.checks.files.shares_fit_sharepoint import LARGEST_FILE, LONGEST_PATH
from pilotage.facts.finding import Outcome
from pilotage.facts.tables import SHARED_FOLDERS

CHECK = "files.shares_fit_sharepoint"
FITS = {"refused_names": 0, "longest_path": LONGEST_PATH, "largest_file_bytes": LARGEST_FILE}


def share(**changes):
    row = {"folder": r"\\quay\recipes", "server": "quay", **FITS, **changes}
    return tenant(shared_folders=[row])


def test_passes_when_everything_is_just_within_the_limits():
    assert ask_one(CHECK, share()).outcome is Outcome.PASSED


def test_a_folder_that_was_seen_in_part_is_no_pass_and_can_fail():
    assert ask_one(CHECK, share(unreadable=0)).outcome is Outcome.PASSED
    assert ask_one(CHECK, share(unreadable=2)).outcome is Outcome.NOT_ASSESSED
    assert ask_one(CHECK, share(unreadable=2, refused_names=1)).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("over", "because"),
    [
        ({"refused_names": 1}, "names"),
        ({"longest_path": 401}, "paths"),
        ({"largest_file_bytes": LARGEST_FILE + 1}, "files"),
        ({"refused_names": 2, "longest_path": 500}, "names, paths"),
        ({"refused_names": 2, "longest_path": None}, "names"),
    ],
    ids=str,
)
def test_names_the_folder_and_what_does_not_fit(over, because):
    finding = ask_one(CHECK, share(**over))

    assert finding.outcome is Outcome.FAILED
    assert r"\\quay\recipes" in finding.says
    assert finding.evidence["because"].to_list() == [because]


@pytest.mark.parametrize("unknown", list(FITS))
def test_what_was_not_measured_is_not_a_pass(unknown):
    assert ask_one(CHECK, share(**{unknown: None})).outcome is Outcome.NOT_ASSESSED
    blind = unread(share(), SHARED_FOLDERS, unknown)
    assert ask_one(CHECK, blind).outcome is Outcome.NOT_ASSESSED


def test_is_not_assessed_when_shares_were_not_collected():
    assert ask_one(CHECK, tenant()).outcome is Outcome.NOT_ASSESSED
