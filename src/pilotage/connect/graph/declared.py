"""What one question to Graph is: path, properties, page size, limits, rights, and its tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from pilotage.connect.sources import Ask

DOCS = "https://learn.microsoft.com/graph/api/"
PREMIUM = "Entra ID P1"
LIST, SINGLE, REPORT, EACH, CHANGES = "list", "single", "report", "each", "changes"
SAFE = "$=&(),'/:"
YES = "yes"


def everyone(_: Mapping[str, Any]) -> bool:
    """Tell that a parent has to be asked, whatever it is."""
    return True


@dataclass(frozen=True)
class Resource:
    """One question to Graph, and how it is asked at the least cost.

    ``id`` names the stream and its files. It is the resource that ``collect`` knows, except for
    an answer that says itself what it is. ``shape`` is ``list``, ``single`` (one small answer,
    asked together with others), ``report`` (a CSV behind a redirect), ``each`` (asked of every
    object of ``parent``, twenty at a time; the path has ``{id}``), or ``changes`` (which of them
    changed since an earlier collection).

    ``tables`` are not whole without this answer; of ``adds`` other answers give the rows and this
    one gives more about them. ``cost`` is what a request counts against the limit of
    ``workload``. ``days`` is the window of a log, for ``{since}`` in ``filter``.

    ``holder`` is the property under which the id of the parent is noted in an answer. ``whose``
    tells of a parent whether it has to be asked. ``cuts`` names the expanded list that stops at
    twenty and then is left out. ``changes`` names the question that tells of which parents the
    answer is still that of an earlier collection. ``setting`` is the one of the connection that
    must be ``yes``, for a question that is not always worth what it costs.
    """

    id: str
    says: str
    path: str
    workload: str
    page: str
    shape: str = LIST
    tables: tuple[str, ...] = ()
    adds: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    expand: str = ""
    top: int = 0
    filter: str = ""
    days: int = 0
    cost: int = 1
    beta: bool = False
    parent: str = ""
    holder: str = ""
    changes: str = ""
    whose: Callable[[Mapping[str, Any]], bool] = everyone
    cuts: str = ""
    counted: bool = False
    trial: str = ""
    application: tuple[str, ...] = ()
    delegated: tuple[str, ...] = ()
    role: str = ""
    licence: str = ""
    setting: str = ""

    @property
    def version(self) -> str:
        """Return the version of Graph that knows it."""
        return "beta" if self.beta else "v1.0"

    @property
    def url(self) -> str:
        """Return the page of Microsoft's documentation."""
        return f"{DOCS}{self.page}"

    def query(self, now: datetime, top: int | None = None) -> str:
        """Return path and query of the first page; ``now`` ends the window of a log."""
        since = f"{now - timedelta(days=self.days):%Y-%m-%dT%H:%M:%SZ}"
        size = self.top if top is None else min(top, self.top)
        parts = {
            "$select": ",".join(self.select),
            "$expand": self.expand,
            "$filter": self.filter.format(since=since),
            "$top": str(size) if size else "",
        }
        asked = "&".join(f"{key}={quote(value, SAFE)}" for key, value in parts.items() if value)
        return f"{self.path}?{asked}" if asked else self.path

    def probe(self, now: datetime) -> str:
        """Return the smallest question that needs the same rights."""
        return self.trial or self.query(now, top=1)

    def within(self, days: int) -> Resource:
        """Return the question over another window, where it has one."""
        return replace(self, days=days) if self.days else self

    def ask(self) -> Ask:
        """Return the question as ``connect`` declares them."""
        window = "{now - " + str(self.days) + " days}"
        query = self.path + (f"?$select={','.join(self.select)}" if self.select else "")
        if self.filter:
            query += f"{'&' if self.select else '?'}$filter={self.filter.format(since=window)}"
        return Ask(
            self.id,
            self.says,
            f"GET /{self.version}{query}",
            (*self.tables, *self.adds),
            self.application,
            self.delegated,
            self.role,
            self.licence,
            self.url,
            f"{self.setting}={YES}" if self.setting else "",
        )
