"""What stands on the side of every page; a page that is not there is not offered."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from pilotage.store.access import Scope
from pilotage.web.live_token import token_of

GROUPS: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...] = (
    (
        "Plan",
        (
            ("overview", "Overview", "o"),
            ("readiness", "Readiness", "r"),
            ("identity", "Identity", "i"),
            ("dependencies", "Dependencies", "d"),
            ("plan", "Plan and phases", "p"),
            ("timeline", "Timeline", "t"),
            ("waves", "Waves", "w"),
        ),
    ),
    (
        "Run",
        (
            ("cutover", "Cutover", "c"),
            ("comms", "Communications", "m"),
            ("people", "People & escalation", "e"),
            ("gates", "Gates", "g"),
            ("decisions", "Decisions & changes", "s"),
        ),
    ),
    (
        "Stabilise",
        (
            ("hypercare", "Hypercare", "h"),
            ("outcomes", "Outcomes", "u"),
            ("handover", "Handover", "v"),
        ),
    ),
    ("Record", (("audit", "Audit log", "a"),)),
)
"""Group, and in it the name of each page, its title, and the letter that leads there after g."""

HOUSE = (
    ("today", "Today", "y"),
    ("portfolio", "Portfolio", "f"),
    ("capacity", "People & capacity", "b"),
    ("standards", "Standards", "n"),
    ("estimates", "Estimates", "x"),
    ("settings", "Settings", "z"),
)
"""Pages that touch all clients."""


@dataclass(frozen=True)
class Place:
    """A page that one can go to."""

    title: str
    address: str
    letter: str
    here: bool


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Return what the frame of every page needs."""
    scope: Scope | None = getattr(request, "scope", None)
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {"navigation": []}
    groups = [("All clients", [p for p in (_place(request, *each) for each in HOUSE) if p])]
    if scope and scope.reads_all:
        key = (scope.engagement.client.slug, scope.engagement.slug)
        found = [
            (title, [p for p in (_place(request, *each, *key) for each in places) if p])
            for title, places in GROUPS
        ]
        groups = [each for each in found if each[1]] + groups
    return {"navigation": groups, "live": _live(scope)}


def _live(scope: Scope | None) -> str:
    """Return where a page of an engagement hears that something changed; empty if nowhere."""
    streams: str = getattr(settings, "LIVE", "")
    if not streams or scope is None or scope.at or not scope.reads_all:
        return ""
    return f"{streams}/live?token={token_of(scope.engagement.pk, scope.user.pk)}"


def _place(request: HttpRequest, name: str, title: str, letter: str, *key: str) -> Place | None:
    address = address_of(name, *key)
    if not address:
        return None
    match = request.resolver_match
    shown = match.url_name if match else None
    here = shown is not None and shown.partition(".")[0] == name
    return Place(title, address, letter, here)


@cache
def _known(name: str, parts: int) -> bool:
    try:
        reverse(name, args=["x"] * parts)
    except NoReverseMatch:
        return False
    return True


def address_of(name: str, *key: str) -> str:
    """Return the address of a page; empty where there is no such page."""
    return reverse(name, args=key) if _known(name, len(key)) else ""
