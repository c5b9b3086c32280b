from asking import ask_one
from harbour import tenant

from pilotage.facts.finding import Outcome

CHECK = "files.shares_restricted"


def share(open_to_everyone):
    row = {"folder": r"\\quay\recipes", "server": "quay", "open_to_everyone": open_to_everyone}
    return ask_one(CHECK, tenant(shared_folders=[row]))


def test_passes_when_shares_are_restricted():
    assert share(False).outcome is Outcome.PASSED


def test_names_the_share_that_everyone_may_write():
    finding = share(True)

    assert finding.outcome is Outcome.FAILED
    assert r"\\quay\recipes" in finding.says


def test_unknown_permissions_are_not_a_pass():
    assert share(None).outcome is Outcome.NOT_ASSESSED


def test_is_not_assessed_when_shares_were_not_collected():
    assert ask_one(CHECK, tenant()).outcome is Outcome.NOT_ASSESSED
