"""The page of the audit log, and the log as a file that proves itself."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_GET

from pilotage.facts.access import reads_all
from pilotage.facts.errors import InputError, NotAllowed, NotKnown
from pilotage.store import audit, audit_file, audit_rows
from pilotage.store.access import Scope, client_roles
from pilotage.web.audit.difference import difference
from pilotage.web.listing import DIGITS, Column, queried
from pilotage.web.page import page
from pilotage.web.scope import engagement_for

COLUMNS = (
    Column("number", "No.", "number", link="address"),
    Column("at", "When", "moment"),
    Column("who", "Who"),
    Column("did", "Did"),
    Column("what", "What"),
    Column("source", "Through", wide=True),
)


@require_GET
def audit_log(request: HttpRequest, client: str, migration: str) -> HttpResponse:
    """Show the entries, the one that was chosen with what it changed, and whether all is whole."""
    scope = engagement_for(request, client, migration)
    asked = _asked(request, scope)
    rows = audit_rows.rows(scope.engagement, asked)
    table = queried(
        request, "audit", "Entries", COLUMNS, rows, search=audit_rows.holding,
        empty="No entry matches.",
    )  # fmt: skip
    of = scope.engagement.client
    proof = audit.prove(audit.entries(of), audit.ends(of)) if request.GET.get("verify") else None
    chosen = _chosen(request, scope)
    return page(
        request,
        "audit/audit.html",
        part="parts/listing.html",
        listing=table,
        asked=request.GET,
        who=audit_rows.choices(scope.engagement, "who"),
        did=audit_rows.choices(scope.engagement, "did"),
        entry=chosen,
        parts=difference(chosen) if chosen else (),
        end=audit.ends(of).get(of.slug, (0, "")),
        proof=proof,
    )


@require_GET
def export(
    request: HttpRequest, client: str, migration: str
) -> HttpResponse | StreamingHttpResponse:
    """Give the whole log of the client away; it stands in one chain for all its migrations."""
    scope = engagement_for(request, client, migration)
    of = scope.engagement.client
    if not reads_all(client_roles(scope.user, of)):
        raise NotAllowed(
            f"The log proves itself as a whole; that needs a role for all of {of.name}."
        )
    lines = audit_file.lines(audit.entries(of), audit.ends(of))
    answer = StreamingHttpResponse(lines, content_type="application/jsonl")
    answer["Content-Disposition"] = f'attachment; filename="audit-{of.slug}.jsonl"'
    return answer


def _asked(request: HttpRequest, scope: Scope) -> audit_rows.Asked:
    last = _day(request, "last")
    until = _starts(scope, last + timedelta(days=1)) if last else None
    until = min(until, scope.at) if until and scope.at else until or scope.at
    first = _day(request, "first")
    return audit_rows.Asked(
        request.GET.get("who", ""),
        request.GET.get("did", ""),
        _starts(scope, first) if first else None,
        until,
    )


def _day(request: HttpRequest, name: str) -> date | None:
    text = request.GET.get(name, "")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise InputError(f"{text!r} is no day", where=name, fix="Write 2026-11-12.") from error


def _starts(scope: Scope, day: date) -> datetime:
    return datetime.combine(day, time.min, scope.clock.zone)


def _chosen(request: HttpRequest, scope: Scope) -> audit.Written | None:
    number = request.GET.get("entry", "")
    if not number:
        return None
    if not number.isdecimal() or len(number) > DIGITS:
        raise NotKnown(f"there is no entry {number}")
    found = audit_rows.entry(scope.engagement, int(number))
    if scope.at and found.at > scope.at:
        raise NotKnown(f"there was no entry {number} then")
    return found
