from harbour import tenant

from pilotage.assess.mail_folders import own_folders


def labels(**mailbox):
    inbox = {"mailbox": "4f1c", "folder": "INBOX", "separator": "/"}
    folders = [{**inbox, "space": "personal"}, {**inbox, "folder": "Team", "space": "shared"}]
    held = tenant(mailbox_folders=folders, mailboxes=[{"mailbox": "4f1c", **mailbox}])
    return own_folders(held)["label"].to_list()


def test_a_folder_is_named_with_the_address_of_its_holder():
    assert labels(address="ana@harbour.example", name="Ana") == ["INBOX of ana@harbour.example"]


def test_without_an_address_the_name_and_without_both_the_id_stands_in():
    assert labels(name="Ana") == ["INBOX of Ana"]
    assert labels() == ["INBOX of 4f1c"]
