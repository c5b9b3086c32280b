"""What people can do about readiness: judge again, attest, excuse, set aside, answer."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_POST

from pilotage.coordinate.answers import questions
from pilotage.engine.queue import ask
from pilotage.facts.answer import Answer
from pilotage.facts.errors import InputError, NotKnown
from pilotage.facts.signed import Deviation, NotApplicable
from pilotage.store.items import item, remove, save, values
from pilotage.store.signer import signer
from pilotage.web.readiness.attesting import attested, end_within
from pilotage.web.readiness.checks import EXCUSED_DAYS, KINDS, check_named
from pilotage.web.scope import engagement_for

SIDES = ("", "source", "target", "migration")
DIGITS = 9
AGAIN = "It counts when everything is judged again."


@require_POST
def judge(request: HttpRequest, client: str, migration: str) -> HttpResponse:
    """Ask for everything to be judged again; a worker does it."""
    scope = engagement_for(request, client, migration)
    job = ask(scope, "judge")
    answer = redirect("readiness", client, migration)
    answer["Location"] += f"?job={job.pk}"
    return answer


@require_POST
def attest(request: HttpRequest, client: str, migration: str, check: str) -> HttpResponse:
    """Keep what a named person signs about a check that nothing can measure."""
    scope = engagement_for(request, client, migration, verb="attestation")
    names = ("says", "who", "evidence")
    says, who, evidence = (text(request, name, needed=False) for name in names)
    kept = attested(scope, check, says, day(request), who=who, evidence=evidence)
    messages.success(request, f"Kept until {kept.value.expires_on:%d %b %Y}. {AGAIN}")
    return redirect("readiness.check", client, migration, check)


@require_POST
def excuse(request: HttpRequest, client: str, migration: str, check: str) -> HttpResponse:
    """Keep that a named person accepts a failing check for a while."""
    scope = engagement_for(request, client, migration, verb="deviation")
    ends = until(request, scope.now.date(), EXCUSED_DAYS)
    who, why = signer(scope, text(request, "who", needed=False)), text(request, "why")
    value = Deviation(check_named(check).id, who, why, ends, side(request))
    save(scope.engagement, "deviation", value, scope.by, version=0, did="accepted")
    messages.success(request, f"Accepted until {ends:%d %b %Y}. {AGAIN}")
    return redirect("readiness.check", client, migration, check)


@require_POST
def set_aside(request: HttpRequest, client: str, migration: str, check: str) -> HttpResponse:
    """Keep that a check does not concern this migration, with the reason."""
    scope = engagement_for(request, client, migration, verb="not_applicable")
    who, why = signer(scope, text(request, "who", needed=False)), text(request, "why")
    value = NotApplicable(check_named(check).id, who, why, side(request))
    save(scope.engagement, "not_applicable", value, scope.by, version=0, did="set aside")
    messages.success(request, f"Set aside. {AGAIN}")
    return redirect("readiness.check", client, migration, check)


@require_POST
def take_back(request: HttpRequest, client: str, migration: str, check: str) -> HttpResponse:
    """Take back what was signed; the log keeps it."""
    kind = request.POST.get("kind", "")
    scope = engagement_for(request, client, migration)
    if kind not in KINDS:
        raise NotKnown(f"there is no {kind} to take back")
    scope.need(kind)
    key = text(request, "key")
    if getattr(item(scope.engagement, kind, key).value, KINDS[kind]) != check:
        raise NotKnown(f"{key} is not about {check}")
    remove(scope.engagement, kind, key, scope.by, version=version(request))
    messages.success(request, f"Taken back. {AGAIN}")
    return redirect("readiness.check", client, migration, check)


@require_POST
def answer(request: HttpRequest, client: str, migration: str, area: str) -> HttpResponse:
    """Keep what a person answered to a question of an area."""
    scope = engagement_for(request, client, migration, verb="answer")
    ids = [each.id for each in questions(area)]
    question = text(request, "question")
    people = {each.name: each for each in values(scope.engagement, "person")}
    who = text(request, "who")
    if question not in ids or who not in people:
        raise NotKnown(f"there is no question {question} of {area}, or no person {who}")
    role = next(iter(people[who].roles), "")
    says = text(request, "says", needed=False)
    value = Answer(question, who, role, text(request, "short"), scope.now.date(), says)
    save(scope.engagement, "answer", value, scope.by, did="answered")
    messages.success(request, f"The answer of {who} is kept.")
    return redirect("readiness.area", client, migration, area)


def text(request: HttpRequest, name: str, *, needed: bool = True) -> str:
    """Return a field of a form without blanks around it.

    Raises:
        InputError: it is empty and must not be.
    """
    found = request.POST.get(name, "").strip()
    if needed and not found:
        raise InputError("must not be empty", where=name.replace("_", " "))
    return found


def day(request: HttpRequest) -> date | None:
    """Return the end that a form names; None where it is no day."""
    try:
        return parse_date(request.POST.get("expires_on", ""))
    except ValueError:
        return None


def until(request: HttpRequest, today: date, most_days: int) -> date:
    """Return the end that a form names.

    Raises:
        InputError: it is no day, lies in the past, or is further off than allowed.
    """
    return end_within(day(request), today, most_days)


def side(request: HttpRequest) -> str:
    """Return the side that a form names; empty for all.

    Raises:
        InputError: there is no such side.
    """
    found = request.POST.get("side", "")
    if found not in SIDES:
        raise InputError(f"there is no side {found}", where="side")
    return found


def version(request: HttpRequest) -> int:
    """Return the version that the person saw.

    Raises:
        InputError: the form names none.
    """
    found = request.POST.get("version", "")
    if not found.isdecimal() or len(found) > DIGITS:
        raise InputError("is no number", where="version")
    return int(found)
