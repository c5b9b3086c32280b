"""The one way from an address to an engagement: outsiders get 404, as for a name never given."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from django.http import Http404, HttpRequest
from django.utils.dateparse import parse_datetime

from pilotage.facts.actor import Actor
from pilotage.facts.clock import Clock, aware
from pilotage.facts.errors import InputError, NotKnown
from pilotage.store.access import Scope, client_of, scope_of
from pilotage.store.models import Client, User

AT = "at"
"""The part of an address that shows a page as it was at a moment."""

YEARS = range(1970, 2200)
"""Years that a page can be asked about: every clock of a client can show them."""


def person(request: HttpRequest) -> User:
    """Return who is signed in."""
    return cast(User, request.user)


def actor(request: HttpRequest) -> Actor:
    """Return who acts, and from which network address, for the audit log."""
    return Actor(person(request).email, str(request.META.get("REMOTE_ADDR", "")))


def engagement_for(
    request: HttpRequest, client: str, migration: str, *, verb: str = "", own: bool = False
) -> Scope:
    """Return the engagement of an address as the person may see it, at the moment it names.

    A page for those who see only their own, vendors and champions, says so with ``own``; to them
    every other page does not exist. With ``verb`` the person must also be allowed to do that.

    Raises:
        Http404: there is none, or the person is an outsider.
        NotAllowed: the person's roles do not have ``verb``.
    """
    try:
        scope = scope_of(person(request), client, migration, source=actor(request).source, at=None)
    except NotKnown as error:
        raise Http404(str(error)) from error
    if not (own or scope.reads_all):
        raise Http404(f"there is no such page of {client}/{migration}")
    if moment := request.GET.get(AT):
        scope = scope_of(
            scope.user, client, migration, source=scope.by.source, at=_moment(moment, scope.clock)
        )
    if verb:
        scope.need(verb)
    cast(Any, request).scope = scope
    return scope


def client_for(request: HttpRequest, client: str) -> Client:
    """Return the client of an address.

    Raises:
        Http404: there is none, or the person is an outsider.
    """
    try:
        return client_of(person(request), client)
    except NotKnown as error:
        raise Http404(str(error)) from error


def _moment(text: str, clock: Clock) -> datetime:
    """Return the moment that an address names, on the client's clock unless it has an offset."""
    try:
        found = parse_datetime(text.replace(" ", "+"))
    except ValueError:
        found = None
    if found is None or found.year not in YEARS:
        raise InputError(f"{text!r} is no moment", where="?at=", fix="Write 2026-11-12T09:40.")
    return aware(found, clock.zone)
