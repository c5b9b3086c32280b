import pytest
from asking import ask_one
from harbour import tenant, unread

from pilotage.facts.finding import Outcome
from pilotage.facts.tables import MAILBOX_FOLDERS

CHECK = "mail.folder_names_fit"


def with_folder(folder, separator, space="personal"):
    row = {"mailbox": "ana", "folder": folder, "separator": separator, "space": space}
    inbox = {"mailbox": "ana", "folder": "INBOX", "separator": separator, "space": "personal"}
    return tenant(mailbox_folders=[inbox, row])


@pytest.mark.parametrize(
    ("folder", "separator"),
    [("Offers/2024", "/"), ("Offers.2024", "."), ("Entwürfe & Notizen", ".")],
    ids=["levels", "dot", "letters"],
)
def test_passes_when_no_name_has_a_slash(folder, separator):
    assert ask_one(CHECK, with_folder(folder, separator)).outcome is Outcome.PASSED


@pytest.mark.parametrize("separator", [".", "\\", None], ids=["dot", "backslash", "no-levels"])
def test_names_a_folder_with_a_slash_in_its_name(separator):
    finding = ask_one(CHECK, with_folder("Offers/2024", separator))

    assert finding.outcome is Outcome.FAILED
    assert "Offers/2024 of ana" in finding.says
    assert finding.evidence.height == 1


def test_a_folder_that_somebody_else_shares_is_judged_with_its_owners():
    assert ask_one(CHECK, with_folder("Offers/2024", ".", "shared")).outcome is Outcome.PASSED
    assert ask_one(CHECK, with_folder("Offers/2024", ".", "public")).outcome is Outcome.FAILED


def test_a_name_that_could_not_be_read_is_not_a_pass():
    assert ask_one(CHECK, with_folder("Off\ufffdrs", ".")).outcome is Outcome.NOT_ASSESSED


def test_is_not_assessed_when_folders_were_not_read():
    assert ask_one(CHECK, tenant()).outcome is Outcome.NOT_ASSESSED
    blind = unread(with_folder("Offers", "."), MAILBOX_FOLDERS, "separator")
    assert ask_one(CHECK, blind).outcome is Outcome.NOT_ASSESSED
