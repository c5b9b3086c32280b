"""Add, change and remove what people agreed: one form for every kind that this room keeps."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pilotage.facts.assignment import Ownership
from pilotage.facts.errors import InputError, NotAllowed
from pilotage.store import items
from pilotage.store.access import Scope
from pilotage.store.kinds import Kind, kind_named
from pilotage.store.owned import owner_field
from pilotage.web.listing import Column, listing
from pilotage.web.page import page
from pilotage.web.people.form import fields_of, value_from
from pilotage.web.scope import engagement_for

EDITED = {
    "person": "People",
    "assignment": "Duties",
    "duty": "Support roster",
    "department": "Departments",
    "vendor": "Vendors",
    "window": "Windows",
    "freeze": "Freezes",
}
COLUMNS = (
    Column("title", "What", link="address"),
    Column("key", "Key"),
    Column("changed_by", "Changed by", wide=True),
    Column("changed_at", "Changed", "moment", wide=True),
)


@require_GET
def listed(request: HttpRequest, client: str, migration: str, kind: str) -> HttpResponse:
    """List every item of a kind, to open one or add another."""
    scope = engagement_for(request, client, migration)
    known = _kind(kind)
    rows = [
        {
            "title": str(getattr(each.value, known.title)) if known.title else _told(each),
            "key": each.key,
            "address": reverse("people.change", args=(client, migration, kind, each.key)),
            "changed_by": each.changed_by,
            "changed_at": each.changed_at,
        }
        for each in items.items(scope.engagement, kind, scope.at)
    ]
    table = listing(request, kind, EDITED[kind], COLUMNS, rows)
    return page(
        request,
        "people/listed.html",
        part="parts/listing.html",
        listing=table,
        kind=kind,
        title=EDITED[kind],
        may_write=scope.may(kind),
    )


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, client: str, migration: str, kind: str) -> HttpResponse:
    """Show an empty form, and keep what it says."""
    verb = kind if request.method == "POST" else ""
    scope = engagement_for(request, client, migration, verb=verb)
    known, zone = _kind(kind), scope.clock.zone
    if request.method == "POST":
        value = value_from(known.type, request.POST, None, zone)
        kept = items.save(scope.engagement, kind, value, scope.by, version=0)
        messages.success(request, f"{kept.key} is kept.")
        return redirect("people.listed", client, migration, kind)
    return page(
        request,
        "people/form.html",
        kind=kind,
        title=EDITED[kind],
        fields=fields_of(known.type, zone=zone),
        may_write=scope.may(kind),
    )


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, client: str, migration: str, kind: str, key: str) -> HttpResponse:
    """Show an item in a form, and keep what the form says."""
    verb = kind if request.method == "POST" else ""
    scope = engagement_for(request, client, migration, verb=verb)
    known, zone = _kind(kind), scope.clock.zone
    kept = items.item(scope.engagement, kind, key, scope.at)
    if request.method == "POST":
        value = value_from(known.type, request.POST, kept.value, zone)
        items.save(scope.engagement, kind, value, scope.by, key=key, version=_version(request))
        messages.success(request, f"{key} is kept.")
        return redirect("people.listed", client, migration, kind)
    return page(
        request,
        "people/form.html",
        kind=kind,
        title=EDITED[kind],
        kept=kept,
        fields=fields_of(known.type, kept.value, zone),
        may_write=scope.may(kind),
    )


@require_POST
def remove(request: HttpRequest, client: str, migration: str, kind: str, key: str) -> HttpResponse:
    """Take an item away."""
    scope = engagement_for(request, client, migration, verb=kind)
    _kind(kind)
    items.remove(scope.engagement, kind, key, scope.by, version=_version(request))
    messages.success(request, f"{key} is removed; the audit log keeps what it was.")
    return redirect("people.listed", client, migration, kind)


@require_POST
def give(request: HttpRequest, client: str, migration: str) -> HttpResponse:
    """Give an item to an owner, who is then asked to accept it."""
    scope = engagement_for(request, client, migration, verb="ownership")
    kept = _owned(request, scope)
    owner = request.POST.get("owner", "").strip()
    if not owner:
        raise InputError("name the new owner", where="owner")
    value = replace(kept.value, **{owner_field(kept.kind): owner})
    items.save(
        scope.engagement, kept.kind, value, scope.by, key=kept.key, version=kept.version,
        did="gave owner",
    )  # fmt: skip
    messages.success(request, f"{owner} owns {kept.kind} {kept.key}; not accepted yet.")
    return redirect("people.owners", client, migration)


@require_POST
def accept(request: HttpRequest, client: str, migration: str) -> HttpResponse:
    """Keep that the person accepts or refuses to own something that carries the person's name."""
    scope = engagement_for(request, client, migration)
    kept = _owned(request, scope)
    owner = str(getattr(kept.value, owner_field(kept.kind)))
    if scope.at or owner.casefold() not in names_of(scope):
        raise NotAllowed(f"{owner or 'Nobody'} owns this; only the owner can answer.")
    said = request.POST.get("said") == "accept"
    answer = Ownership(kept.kind, kept.key, owner, said, scope.now.date())
    items.save(scope.engagement, "ownership", answer, scope.by)
    word = "accepted" if said else "refused"
    messages.success(request, f"You {word} {kept.kind} {kept.key}.")
    return redirect("people.owners", client, migration)


def names_of(scope: Scope) -> set[str]:
    """Return by what the signed-in person is called in the plan, in small letters."""
    return {word.casefold() for word in (scope.user.email, scope.user.name) if word}


def _owned(request: HttpRequest, scope: Scope) -> items.Kept:
    said = request.POST
    return items.item(scope.engagement, said.get("kind", ""), said.get("key", ""))


def _kind(kind: str) -> Kind:
    """Return a kind that this room edits.

    Raises:
        Http404: it is none of them.
    """
    if kind not in EDITED:
        raise Http404(f"{kind} is not kept here")
    return kind_named(kind)


def _told(kept: items.Kept) -> str:
    """Return a value that has no title in words: when it is, and who."""
    value = kept.value
    parts = [getattr(value, name, None) for name in ("what", "starts", "hours", "primary")]
    return " ".join(str(part) for part in parts if part)


def _version(request: HttpRequest) -> int:
    text = request.POST.get("version", "")
    if not text.isdecimal():
        raise InputError("the form has no version; open it again", where="version")
    return int(text)
