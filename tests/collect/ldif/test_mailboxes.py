"""Mailboxes that Exchange keeps in the directory, and addresses of contacts."""

import pytest
from collect.ldif.written import dn, entry, read

PORT = entry("Port", "contact", mail="office@port.example", targetAddress="SMTP:Quay@port.example")


def mailbox(kind="1", **values):
    return entry(
        "ana", "user", mail="Ana@harbour.example", msExchRecipientTypeDetails=kind, **values
    )


def test_a_mailbox_on_an_own_server_is_read_whole(tmp_path):
    ana = mailbox(
        userAccountControl="514",
        msExchHideFromAddressLists="TRUE",
        msExchArchiveGUID=bytes(range(16)),
        altRecipient="CN=Port,DC=harbour,DC=example",
    )

    assert read(tmp_path, ana, PORT).rows("mailboxes") == [
        {
            "mailbox": dn("ana"),
            "name": "ana",
            "address": "ana@harbour.example",
            "kind": "user",
            "sign_in_enabled": False,
            "hidden": True,
            "has_archive": True,
            "forwards_to": "quay@port.example",
        }
    ]


@pytest.mark.parametrize(
    ("kind", "read_as"), [("4", "shared"), ("16", "room"), ("32", "equipment"), ("2", "user")]
)
def test_what_a_mailbox_is_for_follows_from_its_type(tmp_path, kind, read_as):
    assert [row["kind"] for row in read(tmp_path, mailbox(kind)).rows("mailboxes")] == [read_as]


@pytest.mark.parametrize("kind", ["2147483648", "128", "not a number"])
def test_a_mailbox_in_the_cloud_is_told_by_the_cloud(tmp_path, kind):
    assert read(tmp_path, mailbox(kind)).rows("mailboxes") == []


def test_addresses_of_a_contact_are_taken(tmp_path):
    rows = read(tmp_path, PORT).rows("addresses")

    assert [(row["holder"], row["address"]) for row in rows] == [("contact", "office@port.example")]
