import pytest
from asking import ask_one
from harbour import tenant, unread

from pilotage.facts.finding import Outcome
from pilotage.facts.tables import MAILBOX_FOLDERS

CHECK = "mail.messages_within_limit"


def inbox(**changes):
    row = {"mailbox": "ana", "folder": "INBOX", "space": "personal"}
    return tenant(mailbox_folders=[{**row, "item_count": 10, "oversized": 0, **changes}])


@pytest.mark.parametrize("count", [0, 1_000_000])
def test_passes_when_messages_and_their_number_are_within_the_limit(count):
    assert ask_one(CHECK, inbox(item_count=count)).outcome is Outcome.PASSED


@pytest.mark.parametrize("over", [{"oversized": 1}, {"item_count": 1_000_001}], ids=str)
def test_names_the_folder_that_is_over(over):
    finding = ask_one(CHECK, inbox(**over))

    assert finding.outcome is Outcome.FAILED
    assert "INBOX of ana" in finding.says


@pytest.mark.parametrize("gap", [{"oversized": None}, {"item_count": None}], ids=str)
def test_an_unknown_count_is_not_a_pass(gap):
    assert ask_one(CHECK, inbox(**gap)).outcome is Outcome.NOT_ASSESSED


def test_a_shared_folder_is_counted_with_its_owner():
    shared = inbox(space="shared", item_count=None, oversized=None)

    assert ask_one(CHECK, shared).outcome is Outcome.PASSED


def test_is_not_assessed_when_folders_were_not_read():
    assert ask_one(CHECK, tenant()).outcome is Outcome.NOT_ASSESSED
    assert ask_one(CHECK, unread(inbox(), MAILBOX_FOLDERS, "oversized")).outcome is (
        Outcome.NOT_ASSESSED
    )
