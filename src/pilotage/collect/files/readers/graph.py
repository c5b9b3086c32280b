"""Saved answers of Microsoft Graph: one page, several pages, a list, lines, or one object.

Reads   JSON as sent: ``{"@odata.context": …, "value": […], "@odata.nextLink": …}``
Knows   the resource by its context, else by the file's name, else by telling properties
Source  https://learn.microsoft.com/graph/use-the-api
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import polars as pl

from pilotage.collect.files import Batch, ExportFile, Facts, reader
from pilotage.collect.files.documents import documents
from pilotage.collect.graph import Answer, Names, Resource, Tenant, resources
from pilotage.collect.graph import recognise as know
from pilotage.collect.graph.answers import GraphPage, holder, pages
from pilotage.facts.errors import InputError
from pilotage.facts.snapshot import Refusal

SUFFIXES = (".json", ".jsonl", ".ndjson", ".txt")
NOT_OURS = ("ObjectIdentifier", "reportRefreshDate", "Report Refresh Date", "baseline_version")
"""Properties of SharpHound, of usage reports and of ScubaGear."""
UNSUPPORTED = "Graph "


def recognise(file: ExportFile) -> str:
    """Return the id of the resource; ``Graph <path>`` for one that no table takes."""
    opening = file.head.lstrip()[:1]
    if opening not in ("{", "[") or not file.name.lower().endswith(SUFFIXES):
        return ""
    properties = frozenset(re.findall(r'"([^"\\\n]{1,80})"\s*:', file.head))
    if properties & set(NOT_OURS):
        return ""
    said = re.search(r'"@odata\.context"\s*:\s*"([^"]*)"', file.head)
    context = said[1] if said else ""
    found = _resource(context, file.name, properties)
    if found or know.is_vague(context) or "/reports/get" in context:
        return found.id if found else ""
    return f"{UNSUPPORTED}{know.asked(context).path}"


@reader("graph", recognise=recognise)
def read(file: ExportFile) -> Iterator[Batch | Refusal | Facts]:
    """Yield the rows of every page; a page that must follow and an error are said.

    Raises:
        InputError: it is not JSON, not an answer of Graph, or of a resource that no table takes.
    """
    named = recognise(file)
    found = list(pages(documents(file), file.name))
    context = next((page.context for page in found if page.context), "")
    resource = know.by_context(context) or resources().get(named)
    if resource is None:
        what = named.removeprefix(UNSUPPORTED) or "an unknown resource"
        raise InputError(f"holds {what}, which no table takes.", where=file.name)
    answered = [page for page in found if not page.error]
    for page in found:
        if page.error:
            yield from _denied(resource, page, file.name)
    if answered:
        answer = _answer(resource, answered, file.name)
        found.clear()
        whole = any(not page.more for page in answered)
        yield from _rows(resource, answer, "" if whole else answered[-1].more)


def _resource(context: str, name: str, properties: frozenset[str]) -> Resource | None:
    """Return the resource; a name counts only where the properties do not speak against it."""
    if context and not know.is_vague(context):
        return know.by_context(context)
    telling = properties - {"value", "@odata.context", "@odata.nextLink", "@odata.count"}
    empty = not telling or "error" in telling
    fits = (one for one in _guesses(name, properties) if one and (empty or one.signs & properties))
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
        raise InputError(f"looks like {resource.id} and holds none.", where=where)
    if not resource.belongs_to:
        return Answer(objects, where)
    in_name = know.parent_in(where)
    parents: list[str] = []
    for page in found:
        whose = page.holder or know.asked(page.context).parent
        parents += [whose or holder(one) or in_name for one in page.objects]
    if not all(parents):
        raise InputError(
            f"does not say to which {resource.belongs_to} its {resource.id} belong.",
            where=where,
            fix=f"Name it {resource.id}/<id>.json.",
        )
    return Answer(objects, where, parents)


def _any_fits(resource: Resource, objects: Sequence[object]) -> bool:
    """Tell whether one object has a property of the resource; no object speaks against it."""
    known = resource.signs | resource.only_here
    return not objects or any(isinstance(one, dict) and known & one.keys() for one in objects)


def _rows(resource: Resource, answer: Answer, more: str) -> Iterator[Batch | Facts]:
    stream = answer.parents[0] if answer.parents else ""
    for given in resource.parse(answer):
        if isinstance(given, Batch):
            yield replace(given, more=more, stream=stream)
        elif isinstance(given, Names):
            yield Facts(names=given.of)
        elif isinstance(given, Tenant):
            yield Facts(tenant=given.name)


def _denied(resource: Resource, page: GraphPage, where: str) -> Iterator[Batch | Facts]:
    """Yield what an error leaves unknown: each table of the resource, without rows."""
    says = f"{where}: Graph answered {page.error}"
    if page.gone and resource.belongs_to:
        yield Facts(notes=(says,))
        return
    for given in resource.parse(Answer((), where)):
        if isinstance(given, Batch):
            yield Batch(given.table, pl.DataFrame(), missing=says)
