"""From a question to files: a list page by page, a report, an answer of each object.

The files of a stream are numbered in the order of its pages: ``users-0001.json``. A page that is
asked for again replaces itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import orjson

from pilotage.connect.answers import Answers
from pilotage.connect.graph.batch import MOST, Part, PartAnswer, ask_together
from pilotage.connect.graph.client import REDIRECTS, Client, Question
from pilotage.connect.graph.declared import EACH, REPORT, Resource
from pilotage.connect.graph.paging import (
    MOST_PAGES,
    NEXT,
    NOWHERE,
    Page,
    checked,
    pages,
    redirected,
)
from pilotage.connect.graph.refusals import (
    BAD_REQUEST,
    FORBIDDEN,
    NOT_FOUND,
    REFUSED,
    Expired,
    Refused,
    error_of,
    refusal,
)
from pilotage.connect.graph.throttle import OTHER

EXPANDED = 20
"""``$expand`` stops here. https://learn.microsoft.com/graph/query-parameters#expand"""


@dataclass
class Run:
    """One collection: who asks, where answers are kept, who is told, and how much there is.

    ``totals`` are counts of objects by stream, as far as they are known.
    """

    client: Client
    answers: Answers
    tell: Callable[[str, int, int], None]
    now: datetime
    totals: dict[str, int] = field(default_factory=dict)

    def first(self, resource: Resource) -> str:
        """Return the address of the first page."""
        return f"{self.client.endpoint}/{resource.version}{resource.query(self.now)}"


def read(run: Run, resource: Resource) -> None:
    """Read one stream from where an earlier attempt ended; a stale link starts it again, once.

    Raises:
        Refused: Graph will not answer.
        SourceBusy, SourceDenied: as ``Client.ask``.
    """
    if run.answers.stream(resource.id).ended:
        return
    how = {REPORT: _report, EACH: _each}.get(resource.shape, _list)
    try:
        how(run, resource)
    except Expired:
        forget(run.answers, resource.id)
        try:
            how(run, resource)
        except Expired as error:
            raise Refused(f"{error}, also after starting again") from error


def forget(answers: Answers, stream: str) -> None:
    """Remove the pages of a stream and let it begin again."""
    for file in kept(answers, stream):
        file.unlink()
    answers.restart(stream)


def kept(answers: Answers, stream: str) -> list[Any]:
    """Return the paths of the pages of a stream, in their order."""
    return sorted(answers.folder.glob(f"{stream}-[0-9]*.json"))


def file_of(resource: Resource, number: int) -> str:
    """Return the name of a page; ``number`` counts from one."""
    return f"{resource.id}-{number:04}.json"


def _list(run: Run, resource: Resource) -> None:
    now = run.answers.stream(resource.id)
    link = now.after or run.first(resource)
    number, done = now.pages, 0
    for page in pages(run.client, resource, link, first=not now.after):
        number, done = number + 1, done + len(page.objects)
        keep(run, resource, page, number)
        at = done if not now.pages else done + now.pages * resource.top
        run.tell(resource.says, at, max(at, run.totals.get(resource.id, 0)))


def keep(run: Run, resource: Resource, page: Page, number: int) -> None:
    """Keep one page as sent; a list that was cut short at twenty is left out of it."""
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


def _report(run: Run, resource: Resource) -> None:
    """Keep the CSV to which Graph sends us on; its host is told nothing of us."""
    client = run.client
    asked = Question(run.first(resource), resource.id, resource.workload, json=False)
    reply = client.ask(asked).reply
    if reply.status in REDIRECTS:
        place = reply.headers.get("location", "")
        if redirected(reply) == NOWHERE or not place.lower().startswith("https://"):
            raise Refused(f"Graph sent us on to {redirected(reply)}, without encryption")
        there = Question(place, resource.id, OTHER, secret=False, json=False)
        reply = client.ask(there).reply
    if reply.status >= BAD_REQUEST:
        raise refusal(resource, error_of(reply.status, reply.body))
    if reply.status in REDIRECTS:
        raise Refused(f"a report was sent on again, to {redirected(reply)}")
    run.answers.page(resource.id, f"{resource.id}.csv", reply.body)
    run.tell(resource.says, 1, 1)


def _each(run: Run, resource: Resource) -> None:
    """Ask for every parent, twenty at a time; a page holds all pages of its twenty."""
    whose = parents(run.answers, resource)
    now = run.answers.stream(resource.id)
    start = int(now.after or 0)
    if start >= len(whose):
        run.answers.end(resource.id)
    for number, place in enumerate(range(start, len(whose), MOST), now.pages + 1):
        some = whose[place : place + MOST]
        body = orjson.dumps({"responses": list(_of_some(run, resource, some))})
        end = place + len(some)
        after = str(end) if end < len(whose) else ""
        run.answers.page(resource.id, file_of(resource, number), body, after=after)
        run.tell(resource.says, end, len(whose))


def parents(answers: Answers, resource: Resource) -> list[str]:
    """Return the ids of the objects that are asked, in the order in which they were kept."""
    ids: dict[str, None] = {}
    for file in kept(answers, resource.parent):
        for each in orjson.loads(file.read_bytes()).get("value") or ():
            named = isinstance(each, dict) and isinstance(each.get("id"), str)
            if named and not (resource.only and resource.only in each):
                ids[each["id"]] = None
    return list(ids)


def _of_some(run: Run, resource: Resource, some: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield all answers of these parents, following those that have another page."""
    query = resource.query(run.now)
    paths = {id: query.replace("{id}", id) for id in some}
    for _ in range(MOST_PAGES):
        parts = [Part(path, resource.workload, resource.cost) for path in paths.values()]
        got = ask_together(run.client, resource.id, parts, resource.version)
        if all(each.status in (REFUSED, FORBIDDEN) for each in got):
            raise refusal(resource, error_of(got[0].status, got[0].body or {}))
        following: dict[str, str] = {}
        for id, answer in zip(paths, got, strict=True):
            yield _noted(resource, id, answer)
            if link := _next(run.client, resource, answer):
                following[id] = link
        if set(following.items()) & set(paths.items()):
            raise Refused("Graph led in a circle: it named the same next page twice")
        if not (paths := following):
            return
    raise Refused(f"Graph named more than {MOST_PAGES:,} pages of one answer")


def _noted(resource: Resource, id: str, answer: PartAnswer) -> dict[str, Any]:
    """Return an answer with the id of its parent; one that is gone has nothing."""
    body = answer.body if isinstance(answer.body, dict) else {}
    if answer.status == NOT_FOUND:
        body = {"value": []}
    elif answer.status >= BAD_REQUEST and not isinstance(body.get("error"), dict):
        body = {"error": {"code": str(answer.status), "message": ""}}
    holder = {resource.holder: id} if resource.holder else {}
    return {"id": id, "status": answer.status, "body": {**body, **holder}}


def _next(client: Client, resource: Resource, answer: PartAnswer) -> str:
    """Return the path of the next page, as a batch takes it."""
    link = answer.body.get(NEXT) if isinstance(answer.body, dict) else ""
    whole = checked(client.endpoint, link)
    root = f"{client.endpoint}/{resource.version}"
    if whole and not whole.startswith(f"{root}/"):
        raise Refused("Graph named a next page outside of its own version")
    return whole.removeprefix(root)
