"""Which groups changed since an earlier collection: only their members are asked for again.

A first collection asks from when on changes are told, before it lists the groups; so a change in
between is told the next time. What did not change is copied from the earlier folder, and the new
folder is whole without it. Lists are read anew: they cost a page per 999 objects, and delta
brings neither managers nor last sign-ins.

The pages lie in hidden files, which no reader of exports looks at.
Source  https://learn.microsoft.com/graph/delta-query-groups
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import orjson

from pilotage.connect.answers import JOURNAL, Answers
from pilotage.connect.graph.declared import Resource
from pilotage.connect.graph.paging import DELTA, checked, one_page, pages
from pilotage.connect.graph.refusals import BAD_REQUEST, Expired
from pilotage.connect.graph.run import Run, kept
from pilotage.facts.errors import InputError

Step = tuple[Path | None, Sequence[str]]
"""A file of an earlier collection and the parents whose answers it still holds."""

LATEST = "&$deltatoken=latest"


def usable(since: Path | None) -> Path | None:
    """Return the folder of an earlier collection, None where there is none.

    Raises:
        InputError: nothing was collected there.
    """
    if since is not None and not (since / JOURNAL).is_file():
        fix = "Name the folder of a collection that was kept."
        raise InputError("holds no collection", where=str(since), fix=fix)
    return since


def read_changes(run: Run, resource: Resource) -> None:
    """Read what changed since the earlier collection; without one, from when on it is told.

    Raises:
        Expired: Graph no longer knows what changed since then.
        Refused, SourceBusy, SourceDenied: as ``paging.pages``.
    """
    now = run.answers.stream(resource.id)
    link = now.after or _told_before(run, resource)
    if not link:
        page = one_page(run.client, resource, run.first(resource) + LATEST, first=True)
        run.answers.page(resource.id, _start(resource), page.reply.body)
        return
    try:
        for number, page in enumerate(
            pages(run.client, resource, link, first=False), now.pages + 1
        ):
            file = f".{resource.id}-{number:04}.json"
            run.answers.page(resource.id, file, page.reply.body, after=page.after)
    except Expired:
        run.earlier = None
        raise


def unchanged(run: Run, resource: Resource, whose: Sequence[str]) -> list[Step]:
    """Return the files of the earlier collection with the parents of which they still hold."""
    told = kept(run.answers.folder, f".{resource.changes}") if resource.changes else []
    if not (run.earlier and told and _is_whole(run.earlier, resource)):
        return []
    changed = {one.get("id") for file in told for one in _read(file).get("value", ())}
    left = set(whose) - changed
    steps: list[Step] = []
    for file in kept(run.earlier, resource.id):
        answers = _read(file)["responses"]
        bad = {one["id"] for one in answers if one["status"] >= BAD_REQUEST}
        if ids := sorted({one["id"] for one in answers} & left - bad):
            steps.append((file, ids))
    return steps


def copied(file: Path, ids: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield the answers of these parents."""
    wanted = set(ids)
    yield from (one for one in _read(file)["responses"] if one["id"] in wanted)


def _told_before(run: Run, resource: Resource) -> str:
    """Return the link that tells what changed since the earlier collection, if it has one."""
    if run.earlier is None:
        return ""
    files = kept(run.earlier, f".{resource.id}") or [run.earlier / _start(resource)]
    last = _read(files[-1]) if files[-1].exists() else {}
    return checked(run.client.endpoint, last.get(DELTA))


def _is_whole(folder: Path, resource: Resource) -> bool:
    earlier = Answers(folder)
    return earlier.stream(resource.id).ended and resource.id not in earlier.withheld


def _start(resource: Resource) -> str:
    return f".{resource.id}-start.json"


def _read(file: Path) -> dict[str, Any]:
    said: dict[str, Any] = orjson.loads(file.read_bytes())
    return said
