"""Take the inventory of one mailbox: rows of the tables, from what a session is told."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass, field

from pilotage.connect.imap.accounts import Account
from pilotage.connect.imap.folders import Folder, folders_of
from pilotage.connect.imap.names import shown
from pilotage.connect.imap.refusals import Refused
from pilotage.connect.imap.rights import full_access, shared_with
from pilotage.connect.imap.session import Session

MEGABYTE = 1024**2
LARGEST = 150 * MEGABYTE
"""The largest message that Exchange Online takes in a migration:
https://learn.microsoft.com/office365/servicedescriptions/exchange-online-service-description/exchange-online-limits
"""

CLASSES = tuple(size * MEGABYTE for size in (1, 10, 35, 150, 1024**2))
"""Upper ends of the classes of MAILBOX_SIZES."""

RANGE = 5_000
"""Messages whose sizes are asked for at once."""

MOST_NUMBERS = 500
"""Large messages of a folder that are measured; a server need not take a longer line."""

Row = dict[str, object]

COLUMNS = {
    "mailboxes": (
        *("mailbox", "address", "name", "kind", "size_bytes", "item_count", "quota_bytes"),
    ),
    "mailbox_folders": (
        *("mailbox", "folder", "separator", "use", "space", "subscribed"),
        *("item_count", "size_bytes", "largest_bytes", "oversized", "shared_with"),
    ),
    "mailbox_permissions": ("mailbox", "trustee", "right"),
    "mailbox_sizes": ("mailbox", "up_to_bytes", "items", "size_bytes"),
}
"""What an inventory tells of each table."""


@dataclass
class Measured:
    """What is known of the messages in a folder; None where the server did not say.

    ``classes`` counts messages and bytes by the upper end of their class.
    """

    item_count: int | None = None
    size_bytes: int | None = None
    largest_bytes: int | None = None
    oversized: int | None = None
    classes: dict[int, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Inventory:
    """Rows by table, and the folders that would not be read."""

    rows: dict[str, list[Row]]
    closed: tuple[str, ...] = ()


def inventory(
    session: Session, account: Account, measure: str, known: Container[str] = ()
) -> Inventory:
    """Return the rows of one mailbox.

    Personal and public folders are measured, but not the public ones in ``known``, as everybody
    sees the same; those that others share are listed, as they are measured with their owner's.

    Raises:
        Refused, Broken: the folders cannot be listed, or the server broke off.
    """
    seen = folders_of(session)
    folders = [each for each in seen if each.space != "public" or shown(each.name) not in known]
    found = [(each, _measured(session, each, measure)) for each in folders]
    rights = {each.name: _rights(session, each) for each in folders if each.space == "personal"}
    box = account.mailbox
    rows: dict[str, list[Row]] = {
        "mailboxes": [_mailbox(account, found, _quota(session))],
        "mailbox_folders": [
            {**_row(box, each, size), "shared_with": shared_with(account, rights.get(each.name))}
            for each, size in found
        ],
        "mailbox_permissions": [
            {"mailbox": box, "trustee": who, "right": "full_access"}
            for each in folders
            if each.use == "inbox"
            for who in full_access(account, rights.get(each.name))
        ],
        "mailbox_sizes": list(_classes(box, found)),
    }
    closed = (each.name for each, size in found if _unread(each, size))
    return Inventory(rows, tuple(closed))


def _unread(folder: Folder, size: Measured) -> bool:
    return folder.space != "shared" and size.item_count is None


def _measured(session: Session, folder: Folder, measure: str) -> Measured:
    if folder.space == "shared" or not folder.wire:
        return Measured()
    if not folder.open:
        return Measured(0, 0, 0, 0)
    try:
        if measure == "folders" and session.offers("STATUS=SIZE"):
            return _asked(session, folder)
        return _summed(session, session.examine(folder.wire))
    except Refused:
        return Measured()


def _asked(session: Session, folder: Folder) -> Measured:
    """Return what STATUS says; only a folder above the limit can hold a message above it."""
    status = session.status(folder.wire, size=True)
    size = status.get("SIZE")
    found = Measured(status.get("MESSAGES"), size)
    if size is not None and size <= LARGEST:
        found.oversized = 0
        return found
    session.examine(folder.wire)
    large = session.larger(LARGEST)
    found.oversized = len(large)
    if large:
        some = ",".join(map(str, large[:MOST_NUMBERS]))
        found.largest_bytes = max(session.sizes(some).values(), default=None)
    return found


def _summed(session: Session, count: int) -> Measured:
    """Return what the sizes of all messages of the open folder make, asked for in ranges.

    Where the server gives fewer sizes than it has messages, their sum is not known.
    """
    seen, total, largest, oversized = 0, 0, 0, 0
    counts: Counter[int] = Counter()
    bytes_in: Counter[int] = Counter()
    for first in range(1, count + 1, RANGE):
        last = min(first + RANGE - 1, count)
        for size in session.sizes(f"{first}:{last}").values():
            upper = CLASSES[min(bisect_left(CLASSES, size), len(CLASSES) - 1)]
            counts[upper] += 1
            bytes_in[upper] += size
            seen, total, largest = seen + 1, total + size, max(largest, size)
            oversized += size > LARGEST
    if seen < count:
        return Measured(count)
    return Measured(
        seen, total, largest, oversized, {each: (counts[each], bytes_in[each]) for each in counts}
    )


def _quota(session: Session) -> int | None:
    try:
        return session.quota() if session.offers("QUOTA") else None
    except Refused:
        return None


def _rights(session: Session, folder: Folder) -> dict[str, str] | None:
    """Return who has rights on a folder; None where the server does not say."""
    if not session.offers("ACL") or not folder.wire or not folder.open:
        return None
    try:
        return session.rights(folder.wire)
    except Refused:
        return None


def _mailbox(account: Account, found: list[tuple[Folder, Measured]], quota: int | None) -> Row:
    own = _counted([(each, size) for each, size in found if each.space == "personal"])
    return {
        "mailbox": account.mailbox,
        "address": account.address.lower() or None,
        "name": account.display_name or None,
        "kind": account.kind or None,
        "size_bytes": _sum(size.size_bytes for size in own),
        "item_count": _sum(size.item_count for size in own),
        "quota_bytes": quota,
    }


def _counted(own: list[tuple[Folder, Measured]]) -> list[Measured]:
    """Return what counts: where one folder shows all mail, the others show it again."""
    if any(each.use == "all" for each, _ in own):
        own = [pair for pair in own if pair[0].use in ("all", "junk", "trash")]
    return [size for _, size in own]


def _sum(values: Iterable[int | None]) -> int | None:
    total = 0
    for value in values:
        if value is None:
            return None
        total += value
    return total


def _row(box: str, folder: Folder, size: Measured) -> Row:
    return {
        "mailbox": box,
        "folder": shown(folder.name),
        "separator": folder.separator or None,
        "use": folder.use or None,
        "space": folder.space,
        "subscribed": folder.subscribed,
        "item_count": size.item_count,
        "size_bytes": size.size_bytes,
        "largest_bytes": size.largest_bytes,
        "oversized": size.oversized,
    }


def _classes(box: str, found: list[tuple[Folder, Measured]]) -> Iterable[Row]:
    sums: dict[int, tuple[int, int]] = {}
    for size in _counted([pair for pair in found if pair[0].space == "personal"]):
        for upper, (items, together) in size.classes.items():
            before = sums.get(upper, (0, 0))
            sums[upper] = (before[0] + items, before[1] + together)
    for upper, (items, together) in sorted(sums.items()):
        yield {"mailbox": box, "up_to_bytes": upper, "items": items, "size_bytes": together}
