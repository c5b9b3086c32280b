"""Move people: ask for the effect, look at it, and only then save."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from pilotage.facts.errors import InputError, NotKnown
from pilotage.store import jobs
from pilotage.store.models import Job
from pilotage.web.page import page
from pilotage.web.scope import engagement_for
from pilotage.web.waves.asking import keep, preview

OPEN = ("asked", "running")


@require_POST
def ask(request: HttpRequest, client: str, migration: str) -> HttpResponse:
    """Ask what it would do to move the chosen people and departments to a wave."""
    scope = engagement_for(request, client, migration, verb="plan")
    form = request.POST
    groups = [_group(each) for each in form.getlist("group")]
    units, to = form.getlist("unit"), _wave(form.get("to", ""))
    job = preview(scope, form.get("version", ""), to, units, groups)
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
    asked = keep(scope, job, request.POST.get("which", "asked"))
    messages.success(request, "The new plan is being written.")
    return redirect("waves.effect", client, migration, asked.pk)


def _effect(job: Job) -> dict[str, Any]:
    """Return the effect of a preview that is done."""
    if job.name != "preview" or job.state != "done":
        return {}
    result: dict[str, Any] = job.result or {}
    return {"effect": result["effect"], "better": result["effect"]["better"]}


def _wave(text: str) -> int:
    if text.isdecimal() and len(text) <= len("999"):
        return int(text)
    raise InputError(f"{text!r} is no wave", fix="Choose the wave to move to.")


def _group(text: str) -> tuple[int, str]:
    wave, _, department = text.partition(":")
    return _wave(wave), department
