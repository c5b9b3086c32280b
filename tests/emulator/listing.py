"""Lists, single objects, counts and delta queries, page by page."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from .answer import Question, Refused, Reply
from .clock import Clock
from .endpoints import Endpoint
from .query import Query, chosen, shown
from .tenant import Tenant

Row = dict[str, Any]

SERVICE = "https://graph.microsoft.com"
"""Graph names its metadata by this address, whatever host answered."""

LINK_SECONDS, DELTA_SECONDS = 3600.0, 7 * 86_400.0
"""How long a next link and a delta link are good; for delta seven days are documented."""

APART = ("members", "appRoleAssignedTo")
"""Links whose other ends are lists of their own."""

MOST_MEMBERS = 1000
"""Members of one group in one page of a delta query; the group comes again with the others."""


@dataclass(frozen=True)
class Lister:
    """Answers one question from the objects of the tenant."""

    tenant: Tenant
    clock: Clock
    asked: Question
    base: str

    def single(self, at: Endpoint, id: str, query: Query) -> Row:
        """Return one object.

        Raises:
            Refused: there is none of this id.
        """
        row = self.tenant.object(id) if id else self.tenant.singles.get(at.path)
        if row is None:
            raise _not_found(id or at.path)
        return {**self._context(at, id, query, "/$entity"), **shown(row, query, at.kind)}

    def count(self, at: Endpoint, id: str, query: Query) -> Reply:
        """Return the number of objects as plain text.

        Raises:
            Refused: the header that Graph wants for this is missing.
        """
        if self.asked.headers.get("consistencylevel", "").lower() != "eventual":
            raise Refused(400, "Request_BadRequest", "$count is not currently supported.")
        number = len(chosen(self._rows(at, id), query))
        return Reply(200, str(number).encode(), {"content-type": "text/plain"})

    def page(self, at: Endpoint, id: str, query: Query) -> Row:
        """Return one page of a list, with the link to the next.

        Raises:
            Refused: the list is of an object that is not there, or the link is too old.
        """
        start = self._start("$skiptoken", LINK_SECONDS)
        rows = chosen(self._rows(at, id), query)
        size = query.size or max(1, len(rows))
        body = self._context(at, id, query)
        if query.count:
            body["@odata.count"] = len(rows)
        if start + size < len(rows):
            body["@odata.nextLink"] = self._link("$skiptoken", start + size)
        body["value"] = [self._shown(row, query, at) for row in rows[start : start + size]]
        return body

    def delta(self, at: Endpoint, query: Query) -> Row:
        """Return one page of what is there, or of what changed since the token.

        Raises:
            Refused: the token is too old, or none.
        """
        path, now = at.context, len(self.tenant.log)
        start = self._start("$skiptoken", LINK_SECONDS)
        asked = self.asked.query.get("$deltatoken")
        if asked == "latest":
            rows: list[Row] = []
        elif asked is not None:
            rows = self.tenant.changed(path, self._start("$deltatoken", DELTA_SECONDS))
        else:
            rows = self.tenant.lists.get(path, [])
        entries = [one for row in rows for one in self._entries(row, query, at)]
        body = self._context(at, "", query)
        if start + query.size < len(entries):
            body["@odata.nextLink"] = self._link("$skiptoken", start + query.size)
        else:
            body["@odata.deltaLink"] = self._link("$deltatoken", now)
        body["value"] = entries[start : start + query.size]
        return body

    def _entries(self, row: Row, query: Query, at: Endpoint) -> Iterator[Row]:
        """Yield a changed object; a large group comes several times, each time with more."""
        if "@removed" in row:
            yield row
            return
        seen = {name: one for name, one in shown(row, query, at.kind).items() if one is not None}
        seen.pop("members", None)
        if "members" not in query.select:
            yield seen
            return
        members = self.tenant.members(row["id"])
        for start in range(0, max(1, len(members)), MOST_MEMBERS):
            some = members[start : start + MOST_MEMBERS]
            yield {**seen, "members@delta": some} if some else seen

    def _rows(self, at: Endpoint, id: str) -> list[Row]:
        path = at.path.replace("{id}", id)
        holder = self.tenant.object(id) or {}
        if id and not holder:
            raise _not_found(id)
        if at.path.endswith("/owners"):
            return list(holder.get("owners", []))
        if at.path.endswith("/transitiveMembers"):
            return self.tenant.everyone_in(id)
        return self.tenant.lists.get(path, [])

    def _shown(self, row: Row, query: Query, at: Endpoint) -> Row:
        """Return an object; one that is only a reference is looked up if more is asked."""
        if at.context == "directoryObjects" and query.select != ("id",):
            row = {**(self.tenant.object(row["id"]) or {}), **row}
        apart = {name: self._apart(at, row, name) for name in APART if name in query.expand}
        return shown({**row, **apart}, query, at.kind)

    def _apart(self, at: Endpoint, row: Row, name: str) -> list[Row]:
        """Return the objects linked to one that are kept in a list of their own."""
        return self.tenant.lists.get(f"{at.path}/{row['id']}/{name}", [])

    def _context(self, at: Endpoint, id: str, query: Query, tail: str = "") -> Row:
        path = (at.context or at.path).replace("{id}", id)
        inner = f"({query.context})" if query.context else ""
        where = f"{SERVICE}/{self.asked.version}/$metadata#{path}{inner}{tail}"
        return {"@odata.context": where}

    def _link(self, word: str, place: int) -> str:
        """Return the same question with a token for where to go on."""
        made = f"{place}.{self.clock.seconds():.3f}".encode()
        kept = {k: v for k, v in self.asked.query.items() if not k.endswith("token")}
        if word == "$skiptoken" and "$deltatoken" in self.asked.query:
            kept["$deltatoken"] = self.asked.query["$deltatoken"]
        token = base64.urlsafe_b64encode(made).decode().rstrip("=")
        query = urlencode({**kept, word: token}, quote_via=quote, safe="$,()=")
        return f"{self.base}/{self.asked.version}/{self.asked.path}?{query}"

    def _start(self, word: str, good_for: float) -> int:
        """Return the place that a token stands for; 0 without one.

        Raises:
            Refused: it is too old, or not one of ours.
        """
        token = self.asked.query.get(word, "")
        if not token:
            return 0
        try:
            text = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)).decode()
            place, made = text.split(".", 1)
            if self.clock.seconds() - float(made) > good_for:
                raise expired(word, self.asked.path)
            return int(place)
        except (binascii.Error, UnicodeDecodeError, ValueError) as error:
            raise Refused(400, "BadRequest", f"Skip token is invalid: {token[:20]}") from error


def expired(word: str, path: str) -> Refused:
    """Return the refusal of a link that is too old.

    Source: https://learn.microsoft.com/graph/delta-query-overview#synchronization-reset
    """
    if word == "$deltatoken":
        says = "The delta token is expired and data must be synchronized again."
        return Refused(410, "syncStateNotFound", says, location=f"{SERVICE}/v1.0/{path}")
    says = "The specified page token value has expired and can no longer be included."
    return Refused(400, "Directory_ExpiredPageToken", says)


def _not_found(id: str) -> Refused:
    says = f"Resource '{id}' does not exist, or something that it refers to does not."
    return Refused(404, "Request_ResourceNotFound", says)
