"""Saved answers of Microsoft Graph: one page, several pages, a list, lines, or one object.

Reads   JSON as sent: ``{"@odata.context": …, "value": […], "@odata.nextLink": …}``
Knows   the resource by its context, else by the file's name, else by telling properties
Source  https://learn.microsoft.com/graph/use-the-api
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import polars as pl

from pilotage.collect.files import Batch, ExportFile, Facts, reader
from pilotage.collect.files.documents import documents
from pilotage.collect.graph import Answer, Names, Resource, Tenant, resources, tables_of
from pilotage.collect.graph import recognise as know
from pilotage.collect.graph.answers import GraphPage, holder, pages
from pilotage.collect.graph.policies import withheld_batch
from pilotage.facts.errors import InputError
from pilotage.facts.snapshot import Refusal
from pilotage.facts.table import Table
from pilotage.facts.tables import SETTINGS

SUFFIXES = (".json", ".jsonl", ".ndjson", ".txt")
UNSUPPORTED = "Graph "
POWERSHELL = (
    "It was written by a cmdlet such as Get-MgUser, which leaves empty what it did not read. "
    "Save the answer itself: Invoke-MgGraphRequest -Uri … -OutputType Json."
)


@dataclass(frozen=True)
class Sent:
    """What pages say of their answer: link to the next, objects here and in all, whose it is."""

    more: str
    given: int
    total: int
    of: tuple[str, ...]


def recognise(file: ExportFile) -> str:
    """Return the id of the resource; ``Graph <path>`` for one that no table takes."""
    opening = file.head.lstrip()[:1]
    if opening not in ("{", "[") or not file.name.lower().endswith(SUFFIXES):
        return ""
    properties = frozenset(re.findall(r'"([^"\\\n]{1,80})"\s*:', file.head))
    said = re.search(r'"@odata\.context"\s*:\s*"([^"]*)"', file.head)
    context = said[1] if said else ""
    found = _resource(context, file.name, properties)
    if found or know.is_vague(context) or "/reports/get" in context:
        return found.id if found else ""
    return f"{UNSUPPORTED}{know.asked(context).path}"


def fills(name: str, holds: str) -> Iterator[Table]:
    """Yield the tables of the resource that a file holds, or that its name names."""
    if holds or name.lower().removesuffix(".gz").endswith(SUFFIXES):
        found = resources().get(holds) or know.by_name(name) or know.by_part_of_name(name)
        yield from tables_of(found) if found else ()


@reader("graph", recognise=recognise, fills=fills, last=True)
def read(file: ExportFile) -> Iterator[Batch | Refusal | Facts]:
    """Yield the rows of every page; a page that must follow and an error are said.

    Raises:
        InputError: it is not JSON, not an answer of Graph, or of a resource that no table takes.
    """
    named = recognise(file)
    by_resource: dict[str, list[GraphPage]] = {}
    strange: list[str] = []
    for page in pages(documents(file), file.name):
        if resource := _about(page, named):
            by_resource.setdefault(resource.id, []).append(page)
        else:
            path = know.asked(page.context).path or named.removeprefix(UNSUPPORTED)
            strange.append(f"holds {path or 'an unknown resource'}, which no table takes")
    if not by_resource:
        raise InputError(strange[0] if strange else "holds no answer", where=file.name)
    yield from (Refusal(file.name, why, 0, harmless=True) for why in dict.fromkeys(strange))
    for id, found in by_resource.items():
        for page in found:
            if page.error:
                yield from _denied(resources()[id], page, file.name)
        if answered := [page for page in found if not page.error]:
            found.clear()
            yield from _answered(resources()[id], answered, file.name)


def _about(page: GraphPage, named: str) -> Resource | None:
    """Return the resource of a page; one that does not say it is what the file is."""
    if know.is_vague(page.context):
        return resources().get(named)
    return know.by_context(page.context)


def _resource(context: str, name: str, properties: frozenset[str]) -> Resource | None:
    """Return the resource; a name counts only where the properties do not speak against it."""
    if context and not know.is_vague(context):
        return know.by_context(context)
    telling = properties - {"value", "@odata.context", "@odata.nextLink", "@odata.count"}
    empty = not telling or "error" in telling
    known = properties | {each[:1].lower() + each[1:] for each in properties}
    fits = (one for one in _guesses(name, properties) if one and (empty or one.signs & known))
    return next(fits, None)


def _guesses(name: str, properties: frozenset[str]) -> Iterator[Resource | None]:
    """Yield what the file may hold, the surest first."""
    yield know.by_name(name)
    yield know.by_properties(properties)
    yield know.by_part_of_name(name)


def _answer(resource: Resource, found: Sequence[GraphPage], where: str) -> Answer:
    """Return the objects of all pages, each with the id of whom it belongs to.

    Raises:
        InputError: they are something else, or nothing says to whom they belong.
    """
    objects = [one for page in found for one in page.objects]
    if not any(page.context for page in found) and not _any_fits(resource, objects):
        says = f"looks like {resource.id} and holds none."
        raise InputError(says, where=where, fix=POWERSHELL if _capital(objects) else "")
    asked = frozenset.intersection(*(know.selected(page.context) for page in found))
    if not resource.belongs_to:
        return Answer(objects, where, selected=asked)
    parents: list[str] = []
    for page in found:
        whose, in_name = _whose(page), know.parent_in(where)
        parents += [whose or holder(one) or in_name for one in page.objects]
    if not all(parents):
        raise InputError(
            f"does not say to which {resource.belongs_to} its {resource.id} belong.",
            where=where,
            fix=f"Name it {resource.id}/<id>.json.",
        )
    return Answer(objects, where, parents, asked)


def _whose(page: GraphPage) -> str:
    return page.holder or know.asked(page.context).parent


def _asked(
    resource: Resource, found: Sequence[GraphPage], where: str, parents: Sequence[str] = ()
) -> tuple[str, ...]:
    """Return whose answers these are; an empty one is an answer too."""
    if not resource.belongs_to:
        return ()
    empty = (_whose(page) or know.parent_in(where) for page in found if not page.objects)
    return tuple(dict.fromkeys(filter(None, (*parents, *empty))))


def _capital(objects: Sequence[object]) -> bool:
    """Tell whether the properties begin with a capital, as PowerShell writes them."""
    first = next((one for one in objects if isinstance(one, dict)), {})
    return "Id" in first and "id" not in first


def _any_fits(resource: Resource, objects: Sequence[object]) -> bool:
    """Tell whether one object has a property of the resource; no object speaks against it."""
    known = resource.signs | resource.only_here
    return not objects or any(isinstance(one, dict) and known & one.keys() for one in objects)


def _answered(resource: Resource, found: list[GraphPage], where: str) -> Iterator[Batch | Facts]:
    """Yield the rows of pages of one resource, after letting go of the pages."""
    answer = _answer(resource, found, where)
    sent = Sent(
        _unfinished(found),
        len(answer.objects),
        max(page.total for page in found),
        _asked(resource, found, where, answer.parents),
    )
    found.clear()
    yield from _rows(resource, answer, sent)


def _unfinished(found: Sequence[GraphPage]) -> str:
    """Return the link of an answer that ends with one; each of several holders has its own."""
    by_holder: dict[str, list[str]] = {}
    for page in found:
        by_holder.setdefault(_whose(page), []).append(page.more)
    return next((links[-1] for links in by_holder.values() if all(links)), "")


def _rows(resource: Resource, answer: Answer, sent: Sent) -> Iterator[Batch | Facts]:
    stream = answer.parents[0] if answer.parents else ""
    for made in resource.parse(answer):
        if isinstance(made, Batch):
            yield replace(
                made,
                more=sent.more,
                stream=stream,
                given=sent.given,
                total=sent.total,
                of=sent.of or made.of,
            )
        elif isinstance(made, Names):
            yield Facts(names=made.of)
        elif isinstance(made, Tenant):
            yield Facts(tenant=made.name)


def _denied(resource: Resource, page: GraphPage, where: str) -> Iterator[Batch | Facts]:
    """Yield what an error leaves unknown: each table of the resource, without rows."""
    says = f"{where}: Graph answered {page.error}"
    gone = page.gone and bool(resource.belongs_to)
    if gone:
        yield Facts(notes=(says,))
    of = _asked(resource, [page], where)
    for table in tables_of(resource):
        if table is SETTINGS and not gone:
            yield withheld_batch(resource.id, says)
        else:
            yield Batch(table, pl.DataFrame(), missing="" if gone else says, of=of)
