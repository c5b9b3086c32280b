"""Eight questions, the proposal at once, and the button that makes it a migration."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods

from pilotage.coordinate.outline import LEAD_DAYS, Answers, Outline, outline
from pilotage.engine.beginning import begin
from pilotage.facts.access import may
from pilotage.facts.engagement import DRIVER_KINDS
from pilotage.facts.errors import InputError, NotAllowed
from pilotage.facts.runbook import Kind
from pilotage.store.access import client_roles
from pilotage.store.models import Client
from pilotage.web.page import page
from pilotage.web.scope import actor, client_for, person

VERB = "migration"
"""Who may write the business case may begin a migration."""


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, client: str) -> HttpResponse:
    """Ask eight questions; show waves, phases and gates; make the migration when told to."""
    owner = client_for(request, client)
    if not may(client_roles(person(request), owner), VERB):
        raise NotAllowed("Only a lead of this client begins a migration; nothing was changed.")
    if request.method == "GET":
        return _asked(request, owner, {"users": "50", "mode": "normal", "time_zone": "UTC"})
    form = {key: str(value).strip() for key, value in request.POST.items()}
    try:
        proposed = outline(_answers(form, owner.name))
        if form.get("do") == "make":
            made = begin(proposed, Path(settings.HOME), actor(request))
            messages.success(request, f"{made.name} is begun, as a draft.")
            return redirect("overview", owner.slug, made.slug)
    except InputError as error:
        return _asked(request, owner, form, says=str(error), status=422)
    return _asked(request, owner, form, proposed)


def _asked(
    request: HttpRequest,
    owner: Client,
    form: dict[str, str],
    proposed: Outline | None = None,
    *,
    says: str = "",
    status: int = 200,
) -> HttpResponse:
    choices: dict[str, Any] = {
        "kinds": [kind.value for kind in Kind],
        "drivers": DRIVER_KINDS,
        "modes": list(LEAD_DAYS),
    }
    return page(
        request, "beginning/new.html", status=status, owner=owner, form=form,
        proposed=proposed, says=says, **choices,
    )  # fmt: skip


def _answers(form: dict[str, str], client: str) -> Answers:
    """Return the answers of the form.

    Raises:
        InputError: one of them cannot be used.
    """
    users = form.get("users", "")
    kinds = {kind.value: kind for kind in Kind}
    driver = next((each for each in DRIVER_KINDS if each == form.get("driver", "")), None)
    if not users.isdecimal() or len(users) > len("100000"):
        raise InputError("how many people move must be a whole number")
    if form.get("kind") not in kinds or driver is None:
        raise InputError("choose one of the kinds that are offered")
    starts = _day(form.get("starts_on", "")) or timezone.now().date()
    return Answers(
        client, form.get("name", ""), kinds[form["kind"]], int(users), starts,
        _day(form.get("deadline", "")), form.get("time_zone", ""), form.get("mode", ""), driver,
    )  # fmt: skip


def _day(text: str) -> date | None:
    try:
        found = parse_date(text) if text else None
    except ValueError:
        found = None
    if text and found is None:
        raise InputError(f"{text!r} is no day", fix="Write 2027-03-31.")
    return found
