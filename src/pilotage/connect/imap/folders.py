"""Which folders an account sees, what they are for, and whose they are."""

from __future__ import annotations

from dataclasses import dataclass

from pilotage.connect.imap.names import read_name
from pilotage.connect.imap.refusals import Broken, Refused
from pilotage.connect.imap.session import Listed, Session

MOST_FOLDERS = 20_000
SPACES = ("personal", "shared", "public")
USES = ("all", "archive", "drafts", "flagged", "important", "junk", "sent", "trash")
"""Special uses of RFC 6154 and RFC 8457."""

NEVER_SENT = frozenset(b"\r\n\0")
CLOSED = frozenset({"\\noselect", "\\nonexistent"})


@dataclass(frozen=True)
class Folder:
    r"""One folder: its name in Unicode, and ``wire``, as the server is asked for it.

    ``wire`` is empty where the name cannot be sent back: it has bytes that IMAP does not allow.
    ``space`` is one of ``SPACES``; ``use`` one of ``USES``, inbox, or empty. A folder that is not
    ``open`` holds other folders only.
    """

    name: str
    wire: str
    separator: str = "/"
    use: str = ""
    space: str = "personal"
    subscribed: bool | None = None
    open: bool = True


def folders_of(session: Session) -> list[Folder]:
    """Return the folders that the account sees, sorted by name.

    Raises:
        Refused, Broken: they cannot be listed, or are more than ``MOST_FOLDERS``.
    """
    spaces = _spaces(session)
    listed = {each.raw: each for each in session.listed()}
    for kind in spaces[1:]:
        for prefix, _ in kind:
            if prefix.isascii() and NEVER_SENT.isdisjoint(prefix):
                listed |= {each.raw: each for each in session.listed(prefix.decode())}
    if len(listed) > MOST_FOLDERS:
        raise Broken(f"{session.host} lists more than {MOST_FOLDERS:,} folders")
    chosen = _subscribed(session)
    found = [
        _folder(
            each,
            _space(each, spaces),
            None if chosen is None else each.raw in chosen,
            utf8=session.utf8,
        )
        for each in listed.values()
    ]
    return sorted(found, key=lambda each: (each.name, each.wire))


def _spaces(session: Session) -> list[list[tuple[bytes, str]]]:
    """Return the namespaces; where the server has none, everything is personal."""
    try:
        return session.namespaces() if session.offers("NAMESPACE") else [[], [], []]
    except Refused:
        return [[], [], []]


def _subscribed(session: Session) -> set[bytes] | None:
    """Return the names that are subscribed; None where the server does not say."""
    try:
        return {each.raw for each in session.listed(subscribed=True)}
    except Refused:
        return None


def _folder(listed: Listed, space: str, subscribed: bool | None, *, utf8: bool) -> Folder:
    name = read_name(listed.raw, utf8=utf8)
    return Folder(
        name=name,
        wire=_wire(listed.raw, name, utf8=utf8),
        separator=listed.separator,
        use=_use(listed, name),
        space=space,
        subscribed=subscribed,
        open=listed.flags.isdisjoint(CLOSED),
    )


def _wire(raw: bytes, name: str, *, utf8: bool) -> str:
    """Return the name as it is sent back; one with a line end would be a command of its own."""
    if not NEVER_SENT.isdisjoint(raw) or not (utf8 or raw.isascii()):
        return ""
    return name if utf8 else raw.decode("ascii")


def _use(listed: Listed, name: str) -> str:
    if name.upper() == "INBOX":
        return "inbox"
    return next((use for use in USES if f"\\{use}" in listed.flags), "")


def _space(listed: Listed, spaces: list[list[tuple[bytes, str]]]) -> str:
    """Return the space with the longest prefix that the name begins with, or is."""
    name = listed.raw + listed.separator.encode()
    fits = [
        (len(prefix), space)
        for space, kind in zip(SPACES, spaces, strict=False)
        for prefix, _ in kind
        if name.startswith(prefix)
    ]
    return max(fits)[1] if fits else "personal"
