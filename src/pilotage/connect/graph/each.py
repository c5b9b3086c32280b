"""What hangs on each object of a list, such as the members of groups: twenty in one request.

One page of the stream holds the answers of twenty parents with all that follow them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import orjson

from pilotage.connect.graph.batch import MOST, Part, PartAnswer, ask_together
from pilotage.connect.graph.changes import Step, copied, unchanged
from pilotage.connect.graph.client import Client
from pilotage.connect.graph.declared import Resource
from pilotage.connect.graph.paging import CIRCLE, ENDLESS, MOST_PAGES, NEXT, checked
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
from pilotage.connect.graph.run import Run, file_of


def read_each(run: Run, resource: Resource) -> None:
    """Ask for every parent, from where an earlier attempt ended.

    Raises:
        Refused, SourceBusy, SourceDenied: as ``ask_together``.
    """
    whose = parents(run, resource)
    steps = _steps(run, resource, whose)
    if not steps:
        run.answers.end(resource.id)
    start = _begun(run, resource, len(steps))
    done = sum(len(ids) for _, ids in steps[:start])
    for number, (file, ids) in enumerate(steps[start:], start + 1):
        found = copied(file, ids) if file else _of_some(run, resource, ids)
        body = orjson.dumps({"responses": list(found)})
        after = f"{number}/{len(steps)}" if number < len(steps) else ""
        run.answers.page(resource.id, file_of(resource, number), body, after=after)
        done += len(ids)
        run.tell(resource.says, done, len(whose))


def _steps(run: Run, resource: Resource, whose: Sequence[str]) -> list[Step]:
    """Return what makes each page: a file of an earlier collection, or twenty to ask."""
    same = unchanged(run, resource, whose)
    known = {id for _, ids in same for id in ids}
    left = [id for id in whose if id not in known]
    asked = [left[place : place + MOST] for place in range(0, len(left), MOST)]
    return [*same, *((None, ids) for ids in asked)]


def _begun(run: Run, resource: Resource, steps: int) -> int:
    """Return how many steps were made before.

    Raises:
        Expired: they were other steps, because something changed since.
    """
    after = run.answers.stream(resource.id).after
    done, _, of = after.partition("/")
    if after and of != str(steps):
        raise Expired("the groups are no longer those of the earlier attempt")
    return int(done or 0)


def parents(run: Run, resource: Resource) -> list[str]:
    """Return the ids of the objects that are asked, in the order in which they were kept."""
    ids: dict[str, None] = {}
    for file in run.kept(resource.parent):
        for each in orjson.loads(file.read_bytes()).get("value") or ():
            named = isinstance(each, dict) and isinstance(each.get("id"), str)
            if named and resource.whose(each):
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
        if following.items() & paths.items():
            raise Refused(CIRCLE)
        if not (paths := following):
            return
    raise Refused(ENDLESS)


def _noted(resource: Resource, id: str, answer: PartAnswer) -> dict[str, Any]:
    """Return an answer with the id of its parent; one that is gone since has nothing."""
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
    whole, root = checked(client.endpoint, link), f"{client.endpoint}/{resource.version}"
    if whole and not whole.startswith(f"{root}/"):
        raise Refused("Graph named a next page outside of its own version")
    return whole.removeprefix(root)
