"""Move people: ask for the effect, look at it, and only then save."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from pilotage.engine import queue
from pilotage.facts.errors import ChangedMeanwhile, InputError, NotKnown
from pilotage.store import jobs, members, runs
from pilotage.store.access import Scope
from pilotage.store.models import Job
from pilotage.web.page import page
from pilotage.web.scope import engagement_for

OPEN = ("asked", "running")


@require_POST
def ask(request: HttpRequest, client: str, migration: str) -> HttpResponse:
    """Ask what it would do to move the chosen people and departments to a wave."""
    scope = engagement_for(request, client, migration, verb="plan")
    run = runs.latest(scope.engagement)
    _refuse_stale(scope, request.POST.get("version", ""))
    to = _wave(request.POST.get("to", ""))
    groups = [_group(each) for each in request.POST.getlist("group")]
    units = [*members.units_in(run, groups), *request.POST.getlist("unit")]
    if not units:
        raise InputError("nobody was chosen", fix="Choose people or a department first.")
    job = queue.ask(scope, "preview", {"moves": dict.fromkeys(units, to)})
    return redirect("waves.effect", client, migration, job.pk)


@require_GET
def show(request: HttpRequest, client: str, migration: str, job: int) -> HttpResponse:
    """Show how far the work is, then what it found out."""
    scope = engagement_for(request, client, migration)
    found = jobs.job_of(scope.engagement, job)
    if found.name not in ("preview", "move"):
        raise NotKnown(f"job {job} moves nobody")
    return page(
        request,
        "waves/effect.html",
        part="waves/effect_part.html",
        job=found,
        waiting=found.state in OPEN,
        may_move=scope.may("plan"),
        **_effect(found),
    )


@require_POST
def save(request: HttpRequest, client: str, migration: str, job: int) -> HttpResponse:
    """Keep the plan that was looked at, or the better one; asked twice it is done once."""
    scope = engagement_for(request, client, migration, verb="plan")
    seen = jobs.job_of(scope.engagement, job)
    if seen.name != "preview" or seen.state != "done":
        raise NotKnown(f"job {job} has no effect to save")
    result: dict[str, Any] = seen.result or {}
    _refuse_stale(scope, str(result["run"]))
    effect, which = result["effect"], request.POST.get("which", "asked")
    chosen = effect["better"] if which == "better" else effect
    if chosen is None or chosen["broken"]:
        raise InputError("a hard rule would be broken; nothing was saved")
    arguments = {"moves": chosen["moves"], "seen": result["run"]}
    asked = queue.ask(scope, "move", arguments, key=f"move:{job}:{which}")
    messages.success(request, "The new plan is being written.")
    return redirect("waves.effect", client, migration, asked.pk)


def _effect(job: Job) -> dict[str, Any]:
    """Return the effect of a preview that is done."""
    if job.name != "preview" or job.state != "done":
        return {}
    result: dict[str, Any] = job.result or {}
    return {"effect": result["effect"], "better": result["effect"]["better"]}


def _refuse_stale(scope: Scope, seen: str) -> None:
    """Refuse what was decided while somebody else saved a newer plan."""
    standing = runs.latest(scope.engagement)
    if seen == str(standing.number):
        return
    was = runs.numbered(scope.engagement, seen)
    others = members.moved_between(was, standing) if was else []
    names = ", ".join(f"{row['name']} to wave {row['now']}" for row in others[:5])
    raise ChangedMeanwhile(
        f"{standing.by} saved plan {standing.number} in the meantime; nothing was changed. "
        f"Moved since then: {names or 'nobody'}.",
        standing,
    )


def _wave(text: str) -> int:
    if text.isdecimal() and len(text) <= len("999"):
        return int(text)
    raise InputError(f"{text!r} is no wave", fix="Choose the wave to move to.")


def _group(text: str) -> tuple[int, str]:
    wave, _, department = text.partition(":")
    return _wave(wave), department
