"""Page after page of one answer: never to another host, never in a circle, never without end.

Source  https://learn.microsoft.com/graph/paging
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx

from pilotage.connect.graph.client import REDIRECTS, Answered, Client, Question
from pilotage.connect.graph.declared import Resource
from pilotage.connect.graph.refusals import (
    BAD_REQUEST,
    GONE,
    NOT_FOUND,
    Expired,
    Refused,
    error_of,
    refusal,
)
from pilotage.connect.http import Reply

MOST_PAGES = 20_000
NOWHERE = "nowhere"
CIRCLE = "Graph led in a circle: it named the same next page twice"
ENDLESS = f"Graph named more than {MOST_PAGES:,} pages of one answer"
NEXT, DELTA = "@odata.nextLink", "@odata.deltaLink"


@dataclass(frozen=True)
class Page:
    """One page as sent, what it says, and the link to the next one, empty after the last."""

    reply: Reply
    said: dict[str, Any]
    after: str

    @property
    def objects(self) -> list[Any]:
        """Return the objects of the page."""
        return list(self.said["value"]) if isinstance(self.said.get("value"), list) else []


def pages(
    client: Client, resource: Resource, link: str, *, first: bool, most: int = MOST_PAGES
) -> Iterator[Page]:
    """Yield the page at ``link`` and those that follow; ``first`` where it begins the answer.

    Raises:
        Expired: a link to go on with is no longer valid.
        Refused: Graph will not answer, or leads elsewhere, in a circle, or on without end.
        SourceBusy, SourceDenied: as ``Client.ask``.
    """
    seen: set[str] = set()
    while link:
        if link in seen:
            raise Refused(CIRCLE)
        seen.add(link)
        if len(seen) > most:
            raise Refused(ENDLESS)
        page = one_page(client, resource, link, first=first)
        first = False
        yield page
        link = page.after


def one_page(client: Client, resource: Resource, link: str, *, first: bool) -> Page:
    """Return the page at ``link``.

    Raises:
        Expired, Refused, SourceBusy, SourceDenied: as ``pages``.
    """
    question = Question(link, resource.id, resource.workload, resource.cost)
    return page_of(client, resource, client.ask(question), first=first)


def page_of(client: Client, resource: Resource, answered: Answered, *, first: bool) -> Page:
    """Return an answer as a page.

    Raises:
        Expired, Refused: as ``pages``.
    """
    reply, said = answered.reply, answered.said
    if reply.status in REDIRECTS:
        raise Refused(f"Graph sent us on to {redirected(reply)}, where we do not go")
    if reply.status >= BAD_REQUEST:
        error = error_of(reply.status, reply.body)
        if not first and (error.expired or error.status in (BAD_REQUEST, NOT_FOUND, GONE)):
            raise Expired(f"a link to go on with is no longer valid (Graph said {error})")
        raise refusal(resource, error)
    if not isinstance(said, dict):
        raise Refused("Graph answered with something that is no page")
    return Page(reply, said, checked(client.endpoint, said.get(NEXT)))


def redirected(reply: Reply) -> str:
    """Return the host of a redirect, as a name that can be shown."""
    try:
        return httpx.URL(reply.headers.get("location", "")).host or NOWHERE
    except httpx.InvalidURL:
        return NOWHERE


def checked(endpoint: str, link: object) -> str:
    """Return a link of the server's, empty where there is none.

    Raises:
        Refused: it leads to another scheme, host or port.
    """
    if not link:
        return ""
    try:
        home, url = httpx.URL(endpoint), httpx.URL(str(link))
    except httpx.InvalidURL:
        raise Refused("Graph named a next page that is no address") from None
    if (url.scheme, url.host, url.port, url.userinfo) != (home.scheme, home.host, home.port, b""):
        raise Refused(f"Graph named a next page at {url.host or 'no host'}, where we do not go")
    return str(link)
