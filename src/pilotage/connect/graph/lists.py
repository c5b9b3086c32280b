"""A list, page by page, as sent. An expanded list that was cut at twenty is left out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import orjson

from pilotage.connect.graph.declared import Resource
from pilotage.connect.graph.paging import NEXT, Page, pages
from pilotage.connect.graph.refusals import PageTooLarge
from pilotage.connect.graph.run import Run, file_of

EXPANDED = 20
"""``$expand`` stops here. https://learn.microsoft.com/graph/query-parameters#expand"""


def read_list(run: Run, resource: Resource) -> None:
    """Read a list from where an earlier attempt ended; with the usual pages where ours are refused.

    Raises:
        Expired: the place to go on from is no longer valid.
        Refused, SourceBusy, SourceDenied: as ``paging.pages``.
    """
    try:
        _read(run, resource)
    except PageTooLarge:
        if not resource.top:
            raise
        _read(run, replace(resource, top=0))


def _read(run: Run, resource: Resource) -> None:
    now = run.answers.stream(resource.id)
    link = now.after or run.first(resource)
    number, done = now.pages, now.pages * resource.top
    for page in pages(run.client, resource, link, first=not now.after):
        number, done = number + 1, done + len(page.objects)
        keep(run, resource, page, number)
        run.tell(resource.says, done, max(done, run.totals.get(resource.id, 0)))


def keep(run: Run, resource: Resource, page: Page, number: int) -> None:
    """Keep one page as sent, but for a list that says less than it seems to."""
    body = page.reply.body
    if resource.cuts and any(_is_cut(each, resource.cuts) for each in page.objects):
        whole = [_without(each, resource.cuts) for each in page.objects]
        body = orjson.dumps({**page.said, "value": whole})
    run.answers.page(resource.id, file_of(resource, number), body, after=page.after)


def _is_cut(thing: Any, name: str) -> bool:
    return isinstance(thing, dict) and (
        f"{name}{NEXT}" in thing or len(thing.get(name) or ()) >= EXPANDED
    )


def _without(thing: Any, name: str) -> Any:
    if not _is_cut(thing, name):
        return thing
    return {key: value for key, value in thing.items() if key.partition("@")[0] != name}
