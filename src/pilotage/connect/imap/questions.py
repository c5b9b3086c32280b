"""What a mail server is asked, and what is needed for it."""

from __future__ import annotations

from pilotage.connect.sources import Ask

ROLE = "The mailbox's own password or token, or a master user who may sign in as others"

ASKS = (
    Ask(
        "mailboxes",
        "How large each mailbox is, and its quota",
        "STATUS, GETQUOTAROOT INBOX",
        ("mailboxes",),
        role=ROLE,
        url="https://www.rfc-editor.org/rfc/rfc9208",
    ),
    Ask(
        "folders",
        "Folders with their size, use and subscription",
        "NAMESPACE, LIST, LSUB, STATUS or EXAMINE and FETCH RFC822.SIZE",
        ("mailbox_folders",),
        role=ROLE,
        url="https://www.rfc-editor.org/rfc/rfc9051",
    ),
    Ask(
        "sizes",
        "Classes of message sizes, where every message is measured",
        "EXAMINE, FETCH RFC822.SIZE",
        ("mailbox_sizes",),
        role=ROLE,
        url="https://www.rfc-editor.org/rfc/rfc9051",
    ),
    Ask(
        "rights",
        "Who else has rights on the folders",
        "GETACL",
        ("mailbox_permissions",),
        role=f"{ROLE}; the right a (administer) on the folders",
        url="https://www.rfc-editor.org/rfc/rfc4314",
    ),
)
