"""Every cmdlet that is run, and the sheets of mailboxes and rights that some of them fill.

The export script and the live wire are both made from this list. Every cmdlet only reads.
"""

from __future__ import annotations

from pilotage.connect.exchange.areas import COMPLIANCE, SETTINGS
from pilotage.connect.exchange.declared import (
    ADDRESS,
    KNOWN,
    LIST,
    MOMENT,
    OWNER,
    UNLIMITED,
    Command,
    Kept,
)

MAILBOXES = Command(
    "mailboxes",
    "Get-EXOMailbox",
    "Mailboxes: kind, addresses, forwarding, holds, archive, Send on Behalf",
    ("mailboxes", "addresses", "holds", "mailbox_permissions"),
    "exchange_mailboxes.csv",
    (
        Kept("ExternalDirectoryObjectId"),
        Kept("Identity"),
        Kept("PrimarySmtpAddress"),
        Kept("DisplayName"),
        Kept("RecipientTypeDetails"),
        Kept("EmailAddresses", how=LIST),
        Kept("ArchiveStatus"),
        Kept("AutoExpandingArchiveEnabled"),
        Kept("ForwardingAddress", how=ADDRESS),
        Kept("ForwardingSmtpAddress"),
        Kept("GrantSendOnBehalfTo", how=KNOWN),
        Kept("HiddenFromAddressListsEnabled"),
        Kept("ProhibitSendReceiveQuota"),
        Kept("LitigationHoldEnabled"),
        Kept("LitigationHoldDate", how=MOMENT),
        Kept("InPlaceHolds", how=LIST),
        Kept("DelayHoldApplied"),
    ),
    UNLIMITED,
    proxied="Get-Mailbox",
)

OF_MAILBOXES = (
    Command(
        "full_access",
        "Get-EXOMailboxPermission",
        "Full Access to mailboxes",
        ("mailbox_permissions",),
        "exchange_mailbox_permissions.csv",
        (
            Kept("Identity", "ExternalDirectoryObjectId", OWNER),
            Kept("User"),
            Kept("AccessRights", how=LIST, mark=","),
            Kept("Deny"),
            Kept("IsInherited"),
        ),
        proxied="Get-MailboxPermission",
        each=True,
    ),
    Command(
        "sizes",
        "Get-EXOMailboxStatistics",
        "Size and number of items of each mailbox, and when it was last used",
        ("mailboxes",),
        "statistics/mailboxes.csv",
        (
            Kept("mailbox", "ExternalDirectoryObjectId", OWNER),
            Kept("size_bytes", "TotalItemSize"),
            Kept("item_count", "ItemCount"),
            Kept("deleted_bytes", "TotalDeletedItemSize"),
            Kept("last_active_at", "LastUserActionTime", MOMENT),
        ),
        proxied="Get-MailboxStatistics",
        properties=("LastUserActionTime",),
        each=True,
    ),
    Command(
        "archives",
        "Get-EXOMailboxStatistics",
        "Size and number of items of each archive mailbox",
        ("archives",),
        "archives.csv",
        (
            Kept("mailbox", "ExternalDirectoryObjectId", OWNER),
            Kept("size_bytes", "TotalItemSize"),
            Kept("item_count", "ItemCount"),
            Kept("auto_expanding", "AutoExpandingArchiveEnabled", OWNER),
        ),
        {"Archive": True},
        proxied="Get-MailboxStatistics",
        each=True,
        only=("ArchiveStatus", "Active"),
    ),
)

SEND_AS = Command(
    "send_as",
    "Get-EXORecipientPermission",
    "Send As of mailboxes and groups",
    ("mailbox_permissions",),
    "exchange_recipient_permissions.csv",
    (
        Kept("Identity", how=KNOWN),
        Kept("Trustee", how=KNOWN),
        Kept("AccessRights", how=LIST, mark=","),
        Kept("AccessControlType"),
        Kept("IsInherited"),
    ),
    UNLIMITED,
    proxied="Get-RecipientPermission",
)

SHEETS = (MAILBOXES, *OF_MAILBOXES, SEND_AS)

LIVE = (*SHEETS, *SETTINGS)
ALL = (*LIVE, *COMPLIANCE)
