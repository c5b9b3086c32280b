"""The plan: phases, tasks with their owner and state, and who waived what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from pilotage.coordinate.standard_plan import WAIVED, Planned, faults_of, phases_of, tasks_of
from pilotage.facts.errors import InputError, NotKnown
from pilotage.facts.role import ROLES, role_title
from pilotage.facts.task import Task, TaskWaiver
from pilotage.store import items
from pilotage.store.access import Scope
from pilotage.web.listing import Column, listing
from pilotage.web.page import page
from pilotage.web.scope import engagement_for

COLUMNS = (
    Column("key", "Task", link="address"),
    Column("title", "What"),
    Column("phase", "Phase", wide=True),
    Column("owner", "Owner"),
    Column("hours", "Hours", "number", wide=True),
    Column("wave", "Wave", "number", wide=True),
    Column("due", "Due", "day"),
    Column("baseline_due", "First planned", "day", wide=True),
    Column("done_on", "Done", "day", wide=True),
    Column("state", "State", "state"),
)


@require_GET
def show(request: HttpRequest, client: str, migration: str) -> HttpResponse:
    """Show phases and tasks."""
    scope = engagement_for(request, client, migration)
    phases = phases_of(items.values(scope.engagement, "phase", scope.at))
    planned = _planned(scope)
    table = listing(
        request, "tasks", "Tasks of the plan", COLUMNS, list(_rows(client, migration, planned))
    )
    return page(
        request,
        "plan/plan.html",
        part="parts/listing.html",
        phases=[(phase, _owner(phase.owner)) for phase in phases],
        faults=faults_of(phases),
        waived=[each for each in planned if each.stands == WAIVED],
        listing=table,
    )


@require_GET
def task(request: HttpRequest, client: str, migration: str, key: str) -> HttpResponse:
    """Show one task, with the form that waives it."""
    scope = engagement_for(request, client, migration)
    found = _one(scope, key)
    versions = {each.key: each.version for each in items.items(scope.engagement, "task_waiver")}
    return page(
        request,
        "plan/task.html",
        found=found,
        version=versions.get(found.key.lower(), 0),
        may_waive=scope.may("task_waiver"),
    )


@require_POST
def waive(request: HttpRequest, client: str, migration: str, key: str) -> HttpResponse:
    """Leave a task out: with an owner of the risk, a reason, what is left, and a day of review."""
    scope = engagement_for(request, client, migration, verb="task_waiver")
    found = _one(scope, key)
    given = {
        name: request.POST.get(name, "").strip() for name in ("owner", "reason", "residual_risk")
    }
    if missing := [name.replace("_", " ") for name, text in given.items() if not text]:
        raise InputError(f"{missing[0]} is empty", fix="A waiver needs owner, reason and risk.")
    try:
        review_on = date.fromisoformat(request.POST.get("review_on", ""))
    except ValueError as error:
        raise InputError("the day of review is no day", fix="Write 2026-11-20.") from error
    version = request.POST.get("version", "0")
    items.save(
        scope.engagement,
        "task_waiver",
        TaskWaiver(found.key, **given, review_on=review_on),
        scope.by,
        version=int(version) if version.isdecimal() else 0,
        did="waived",
    )
    messages.success(request, f"{found.task.title} is waived until {review_on}.")
    return redirect("plan", client, migration)


def _planned(scope: Scope) -> tuple[Planned, ...]:
    kept: dict[str, Task] = {
        each.key: each.value for each in items.items(scope.engagement, "task", scope.at)
    }
    return tasks_of(kept, items.values(scope.engagement, "task_waiver", scope.at))


def _one(scope: Scope, key: str) -> Planned:
    for each in _planned(scope):
        if each.key == key:
            found: Planned = replace(each, task=replace(each.task, owner=_owner(each.task.owner)))
            return found
    raise NotKnown(f"there is no task {key}")


def _rows(client: str, migration: str, planned: Iterable[Planned]) -> Iterator[dict[str, Any]]:
    for each in planned:
        yield {
            **vars(each.task),
            "key": each.key,
            "address": reverse("plan.task", args=(client, migration, each.key)),
            "state": WAIVED if each.waiver else each.task.state,
        }


def _owner(owner: str) -> str:
    return role_title(owner) if owner in ROLES else owner
