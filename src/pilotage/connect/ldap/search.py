"""Searches in pages, with every value of every attribute, and nothing followed elsewhere.

Active Directory gives a thousand entries a page and 1,500 values of an attribute at a time; the
rest of the values is asked for in ranges.
Source  https://learn.microsoft.com/openspecs/windows_protocols/ms-adts/3f0137a1-63df-400c-bf97-e1040f055a99
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import ldap3
from ldap3.core.results import RESULT_CODES
from ldap3.operation.search import search_operation
from ldap3.protocol.rfc2696 import paged_search_control

from pilotage.connect.ldap.entries import Given
from pilotage.connect.ldap.messages import Done, Elsewhere
from pilotage.connect.ldap.session import Session
from pilotage.facts.errors import SourceBusy, SourceDenied

PAGE = 1_000
MOST_RANGES = 2_000
"""So often the rest of an attribute is asked for: three million members."""

MOST_EMPTY = 1_000
"""So many pages without an entry may come; a server may stop for breath."""

TIME_LIMIT = 110
"""Seconds that the server is asked to spend on one page."""

RANGE = re.compile(r"(?P<name>[^;]+);range=\d+-(?P<last>\d+|\*)", re.IGNORECASE)
FOR_NOW = {"busy", "unavailable", "timeLimitExceeded"}
PARTLY = {"sizeLimitExceeded", "adminLimitExceeded"}
LATER = timedelta(minutes=5)


class Refused(SourceDenied):
    """The server will not answer this search, for good."""

    def __init__(self, host: str, base: str, code: str, message: str) -> None:
        said = f": {message}" if message else ""
        super().__init__(f"{host} does not let {base or 'its root'} be read ({code}{said})")


@dataclass
class Page:
    """Entries of one answer, the servers it points to instead, and whether more will come.

    ``cut`` is why the server stopped before the end, if it did.
    """

    entries: list[Given] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    more: bool = False
    cut: str = ""


def root(session: Session) -> Mapping[str, list[str]]:
    """Return what the server says of itself, by attribute.

    Raises:
        SourceDenied, SourceBusy: it says nothing.
    """
    asked = ("*", "+", "highestCommittedUSN", "dsServiceName", "supportedCapabilities")
    page, _ = _ask(session, "", "(objectClass=*)", asked, scope=ldap3.BASE)
    found = page.entries[0].attributes if page.entries else {}
    return {
        name: [value.decode(errors="replace") for value in values] for name, values in found.items()
    }


def pages(
    session: Session, base: str, filter: str, attributes: tuple[str, ...], size: int = PAGE
) -> Iterator[Page]:
    """Yield what ``filter`` finds below ``base``, page by page, each entry whole.

    Raises:
        Refused: the server will not answer.
        SourceDenied, SourceBusy: it broke off, sent too much, or took too long.
    """
    cookie, seen, empty = b"", set[bytes](), 0
    while True:
        page, cookie = _ask(session, base, filter, attributes, size=size, cookie=cookie)
        begins = page.entries[0].dn if page.entries else b""
        empty += not begins
        if begins in seen or empty > MOST_EMPTY:
            raise SourceDenied(f"{session.host} sends the same page of {base} again and again")
        seen |= {begins} - {b""}
        page.entries = [_whole(session, entry) for entry in page.entries]
        page.more = bool(cookie) and not page.cut
        yield page
        if not page.more:
            return


def _ask(
    session: Session,
    base: str,
    filter: str,
    attributes: tuple[str, ...],
    *,
    scope: Any = ldap3.SUBTREE,
    size: int | None = None,
    cookie: bytes = b"",
) -> tuple[Page, bytes]:
    """Return one answer, and the cookie that its next page is asked for with."""
    request = _request(base, filter, attributes, scope)
    controls = [paged_search_control(False, size, cookie)] if size else None
    page = Page()
    with session.understood():
        for said in session.answers("searchRequest", request, controls):
            if isinstance(said, Given):
                page.entries.append(said)
            elif isinstance(said, Elsewhere):
                page.elsewhere += said.urls
            else:
                page.cut = _verdict(session, base, said, page)
                return page, said.cookie
    raise AssertionError("an answer has an end")


def _request(base: str, filter: str, attributes: tuple[str, ...], scope: Any) -> Any:
    """Return a search as ldap3 sends it: with values, and through no alias."""
    return search_operation(
        base,
        filter,
        scope,
        dereference_aliases=ldap3.DEREF_NEVER,
        attributes=list(attributes),
        size_limit=0,
        time_limit=TIME_LIMIT,
        types_only=False,
        auto_escape=True,
        auto_encode=True,
    )


def _verdict(session: Session, base: str, end: Done, page: Page) -> str:
    """Return why the server gave a part only; nothing where it gave all.

    Raises:
        Refused: it gave nothing, for good.
        SourceBusy: it gave nothing, for now.
    """
    host, code = session.host, RESULT_CODES.get(end.code, str(end.code))
    if code == "success":
        return ""
    if code in PARTLY and page.entries:
        return f"{host} stopped before the end ({code})"
    if code in FOR_NOW:
        raise SourceBusy(f"{host} cannot answer now ({code})", LATER)
    raise Refused(host, base, code, session.plainly(end.says or ", ".join(end.urls)))


def _whole(session: Session, entry: Given) -> Given:
    """Return the entry with the values that the server held back."""
    if not any(";" in name for name in entry.attributes):
        return entry
    values: dict[str, list[bytes]] = {}
    for key, first in entry.attributes.items():
        if part := RANGE.fullmatch(key):
            name, found = _ranged(session, entry.dn, part, first)
            values[name] = found
        else:
            values.setdefault(key, []).extend(first)
    return Given(entry.dn, values)


def _ranged(
    session: Session, dn: bytes, part: re.Match[str], first: list[bytes]
) -> tuple[str, list[bytes]]:
    """Return an attribute and all its values.

    Where they cannot all be had, the name says which of them these are, as a server would.
    """
    name, found, last = part["name"], list(first), part["last"]
    for _ in range(MOST_RANGES):
        if last == "*":
            return name, found
        more, last = _next_range(session, dn, f"{name};range={len(found)}-*")
        if not more:
            break
        found += more
    return f"{name};range=0-{len(found) - 1}", found


def _next_range(session: Session, dn: bytes, attribute: str) -> tuple[list[bytes], str]:
    """Return more values, and the number of the last; none where the server gives none."""
    try:
        page, _ = _ask(session, dn.decode(), "(objectClass=*)", (attribute,), scope=ldap3.BASE)
    except (Refused, UnicodeDecodeError):
        return [], ""
    for entry in page.entries:
        for key, values in entry.attributes.items():
            if part := RANGE.fullmatch(key):
                return values, part["last"]
    return [], ""
