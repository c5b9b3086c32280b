"""Tables about mailboxes, what people may do in them, and who writes to whom.

A table is filled by one kind of source, so that "missing" is never half true: rights that
come from another API are another table.
"""

import polars as pl

from pilotage.facts.table import UTC_TIME, Column, Table

MAILBOXES = Table(
    "mailboxes",
    says="Mailboxes of people, shared mailboxes, rooms and equipment.",
    source="Report getMailboxUsageDetail, Get-EXOMailbox, Graph mailbox settings, "
    "IMAP STATUS and GETQUOTAROOT, LDAP msExch attributes, mailboxes.csv",
    key=("mailbox",),
    columns={
        "mailbox": Column(pl.String, "directory object id of the holder; the address if unknown"),
        "address": Column(pl.String, "primary SMTP address, lower case"),
        "name": Column(pl.String, "display name"),
        "kind": Column(pl.String, "user, shared, room or equipment"),
        "size_bytes": Column(pl.Int64, "bytes in the primary mailbox, no archive", least=0),
        "item_count": Column(pl.Int64, "items in the primary mailbox", least=0),
        "deleted_bytes": Column(pl.Int64, "bytes in recoverable items", least=0),
        "quota_bytes": Column(pl.Int64, "bytes at which sending and receiving stops", least=0),
        "has_archive": Column(pl.Boolean, "an archive mailbox exists"),
        "forwards_to": Column(pl.String, "address that mail is forwarded to, lower case"),
        "sign_in_enabled": Column(pl.Boolean, "the account behind it may sign in"),
        "hidden": Column(pl.Boolean, "not shown in address lists"),
        "last_active_at": Column(UTC_TIME, "last activity"),
    },
)

MAILBOX_SIZES = Table(
    "mailbox_sizes",
    says="Distribution of item sizes inside each mailbox.",
    source="IMAP FETCH RFC822.SIZE, Get-MailboxFolderStatistics or a mover's pre-check, "
    "mailbox_sizes.csv",
    key=("mailbox", "up_to_bytes"),
    columns={
        "mailbox": Column(pl.String, "mailbox id"),
        "up_to_bytes": Column(pl.Int64, "upper end of the size class in bytes", least=0),
        "items": Column(pl.Int64, "items in the class", least=0),
        "size_bytes": Column(pl.Int64, "their bytes together", least=0),
    },
)

MAILBOX_FOLDERS = Table(
    "mailbox_folders",
    says="Folders of each mailbox, with public folders, and those that others share with it.",
    source="IMAP LIST and STATUS, mailbox_folders.csv",
    key=("mailbox", "folder"),
    columns={
        "mailbox": Column(pl.String, "mailbox id; of a public folder, one that sees it"),
        "folder": Column(pl.String, "name with its levels; a space at an end is written as ␠"),
        "separator": Column(pl.String, "sign between levels; null if there are none"),
        "use": Column(
            pl.String,
            "inbox, all, archive, drafts, flagged, important, junk, sent or trash; null if none",
        ),
        "space": Column(pl.String, "personal, shared (somebody else's) or public"),
        "subscribed": Column(pl.Boolean, "the holder chose to see it"),
        "item_count": Column(pl.Int64, "messages; null for a shared one", least=0),
        "size_bytes": Column(pl.Int64, "bytes of its messages", least=0),
        "largest_bytes": Column(pl.Int64, "bytes of its largest message", least=0),
        "oversized": Column(pl.Int64, "messages above 150 MB", least=0),
        "shared_with": Column(
            pl.List(pl.String), "who else has rights on it, as name=letters of RFC 4314"
        ),
    },
)

ARCHIVES = Table(
    "archives",
    says="Archive mailboxes.",
    source="Get-EXOMailboxStatistics -Archive, archives.csv",
    key=("mailbox",),
    columns={
        "mailbox": Column(pl.String, "mailbox id of the primary"),
        "size_bytes": Column(pl.Int64, "bytes in the archive", least=0),
        "item_count": Column(pl.Int64, "items in the archive", least=0),
        "auto_expanding": Column(pl.Boolean, "grows by auxiliary archives; few movers follow"),
    },
)

HOLDS = Table(
    "holds",
    says="Holds that forbid deletion, and so some ways of moving.",
    source="Get-EXOMailbox LitigationHoldEnabled and InPlaceHolds, holds.csv",
    key=("mailbox", "hold"),
    columns={
        "mailbox": Column(pl.String, "mailbox id"),
        "hold": Column(pl.String, "id of the hold, or litigation"),
        "kind": Column(pl.String, "litigation, ediscovery, retention or delay"),
        "since_at": Column(UTC_TIME, "since when"),
    },
)

MAILBOX_PERMISSIONS = Table(
    "mailbox_permissions",
    says="Full Access, Send As and Send on Behalf.",
    source="Get-EXOMailboxPermission, Get-EXORecipientPermission, IMAP GETACL, "
    "mailbox_permissions.csv",
    key=("mailbox", "trustee", "right"),
    columns={
        "mailbox": Column(pl.String, "mailbox id"),
        "trustee": Column(pl.String, "object id of the user or group that holds the right"),
        "right": Column(pl.String, "full_access, send_as or send_on_behalf"),
    },
)

CALENDAR_DELEGATES = Table(
    "calendar_delegates",
    says="Who manages whose calendar; people who only read are not delegates.",
    source="Graph /users/{id}/calendar/calendarPermissions, calendar_delegates.csv",
    key=("mailbox", "delegate"),
    columns={
        "mailbox": Column(pl.String, "mailbox id of the owner"),
        "delegate": Column(pl.String, "user id of the delegate; the address if unknown"),
        "private_items": Column(pl.Boolean, "may see items marked private"),
    },
)

MAIL_TRAFFIC = Table(
    "mail_traffic",
    says="Who writes to whom, counted.",
    source="Message trace summed per pair, mail_traffic.csv",
    key=("sender", "recipient"),
    columns={
        "sender": Column(pl.String, "user id; the address of an outsider"),
        "recipient": Column(pl.String, "user id; the address of an outsider"),
        "messages": Column(pl.Int64, "messages in the period", least=0),
        "days": Column(pl.Int64, "length of the period in days", least=0),
    },
)
