"""Mailbox exports of Exchange PowerShell."""

from collect.exports import export, reading

MAILBOX = (
    "ExternalDirectoryObjectId,DisplayName,PrimarySmtpAddress,RecipientTypeDetails,"
    "ArchiveStatus,ForwardingSmtpAddress,ProhibitSendReceiveQuota,TotalItemSize,"
    "GrantSendOnBehalfTo,EmailAddresses,LitigationHoldEnabled\n"
    "1,Orders,Orders@harbour.example,SharedMailbox,Active,smtp:Ana@harbour.example,Unlimited,"
    '"1.2 GB (1,288,490,188 bytes)",ben;chen,SMTP:orders@harbour.example;smtp:Old@harbour.example,'
    "True\n"
)


def test_a_mailbox_export_gives_mailboxes_rights_addresses_and_holds(tmp_path):
    read = reading("csv_set", export(tmp_path, "mbx.csv", MAILBOX))

    assert read.refused == ()
    assert read.rows("mailboxes") == [
        {
            "mailbox": "1",
            "address": "orders@harbour.example",
            "name": "Orders",
            "kind": "shared",
            "size_bytes": 1_288_490_188,
            "quota_bytes": None,
            "has_archive": True,
            "forwards_to": "ana@harbour.example",
        }
    ]
    assert [row["trustee"] for row in read.rows("mailbox_permissions")] == ["ben", "chen"]
    assert [(row["address"], row["primary"]) for row in read.rows("addresses")] == [
        ("orders@harbour.example", True),
        ("old@harbour.example", False),
    ]
    assert read.rows("holds") == [{"mailbox": "1", "hold": "litigation", "kind": "litigation"}]


def test_full_access_is_taken_and_what_is_left_is_counted(tmp_path):
    text = (
        "Identity,User,AccessRights,IsInherited,Deny\n"
        "ana,ben@harbour.example,{FullAccess},False,False\n"
        'ana,NT AUTHORITY\\SELF,"{FullAccess, ReadPermission}",False,False\n'
        "ana,chen@harbour.example,{FullAccess},False,True\n"
    )

    read = reading("csv_set", export(tmp_path, "mailbox_permissions.csv", text))

    assert read.rows("mailbox_permissions") == [
        {"mailbox": "ana", "trustee": "ben@harbour.example", "right": "full_access"}
    ]
    assert "left 3 entries" in read.notes[0]


def test_send_as_is_taken(tmp_path):
    text = "Identity,Trustee,AccessControlType,AccessRights\nana,ben,Allow,{SendAs}\n"

    read = reading("csv_set", export(tmp_path, "sendas.csv", text))

    assert read.rows("mailbox_permissions") == [
        {"mailbox": "ana", "trustee": "ben", "right": "send_as"}
    ]


def test_a_list_that_was_not_joined_before_the_export_is_said_to_be_lost(tmp_path):
    text = (
        "PrimarySmtpAddress,RecipientTypeDetails,GrantSendOnBehalfTo\n"
        "ana@harbour.example,UserMailbox,System.Collections.ArrayList\n"
    )

    read = reading("csv_set", export(tmp_path, "mbx.csv", text))

    assert read.rows("mailbox_permissions") == []
    assert "join them with ';'" in read.notes[0]


def test_holds_are_told_by_how_their_names_begin_and_exclusions_are_none(tmp_path):
    text = (
        "PrimarySmtpAddress,RecipientTypeDetails,LitigationHoldEnabled,InPlaceHolds,"
        "DelayHoldApplied\n"
        "ana@harbour.example,UserMailbox,False,UniH7d1d;mbx9696:1;-mbx12:1,True\n"
    )

    read = reading("csv_set", export(tmp_path, "mbx.csv", text))

    assert [(row["hold"], row["kind"]) for row in read.rows("holds")] == [
        ("delay", "delay"),
        ("UniH7d1d", "ediscovery"),
        ("mbx9696:1", "retention"),
    ]


def test_forwarding_to_a_recipient_counts_before_an_address(tmp_path):
    text = (
        "PrimarySmtpAddress,RecipientTypeDetails,ForwardingAddress,ForwardingSmtpAddress\n"
        "ana@harbour.example,UserMailbox,Supplier,smtp:ben@harbour.example\n"
        "ben@harbour.example,UserMailbox,,smtp:ana@harbour.example\n"
    )

    read = reading("csv_set", export(tmp_path, "mbx.csv", text))

    told = [row["forwards_to"] for row in read.rows("mailboxes")]
    assert told == ["supplier", "ana@harbour.example"]
