"""What a vendor must deliver, and one question to decide, without an account."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pilotage.coordinate.decisions import answered, asked
from pilotage.facts.clock import Clock, lasting
from pilotage.facts.engagement import Option
from pilotage.facts.errors import InputError, NotKnown
from pilotage.store import items
from pilotage.store.items import Kept
from pilotage.store.links import Opened, opened
from pilotage.web.page import page

NEXT = {"asked": ("acknowledged", "We have read it"), "acknowledged": ("delivered", "It is done")}
"""What the other side can say next, by the state of a hand-off; taking it is ours."""


@login_not_required
@never_cache
@require_GET
def vendor(request: HttpRequest, token: str) -> HttpResponse:
    """Show a vendor what is asked of it, what is open first."""
    link = opened(token, "vendor")
    clock = Clock.of(link.engagement.time_zone)
    rows = [_shown(kept, link, clock) for kept in _handoffs(link)]
    name = items.item(link.engagement, "vendor", link.key).value.name
    rows.sort(key=lambda row: row["says"] == "")
    count = sum(bool(row["says"]) for row in rows)
    return _page(request, "links/vendor.html", link, token=token, name=name, rows=rows, open=count)


@login_not_required
@require_POST
def step(request: HttpRequest, token: str, key: str) -> HttpResponse:
    """Keep that the vendor read, or delivered, one hand-off of its own."""
    link = opened(token, "vendor")
    kept = next((each for each in _handoffs(link) if each.key == key), None)
    if kept is None:
        raise NotKnown(f"{key} is not one of yours")
    done = request.POST.get("step", "")
    if done not in {word for word, _ in NEXT.values()}:
        raise InputError("say whether you read it or delivered it", where="step")
    value = kept.value.step(done, link.now)
    version = _version(request)
    items.save(link.engagement, "handoff", value, link.by, key=key, version=version, did=done)
    messages.success(request, f"Thank you. {value.what}: {done}.")
    return redirect("link.vendor", token)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def decision(request: HttpRequest, token: str) -> HttpResponse:
    """Show one question with its answers, and keep the one that is chosen."""
    link = opened(token, "decision")
    kept = items.item(link.engagement, "decision", link.key)
    if request.method == "POST":
        text = request.POST.get("words", "").strip() or request.POST.get("answer", "")
        value = answered(kept.value, text, link.person, link.now)
        items.save(link.engagement, "decision", value, link.by, key=link.key,
                   version=_version(request), did="answered")  # fmt: skip
        return redirect("link.decision", token)
    [found] = asked([(link.key, kept.value)], link.now, link.engagement.time_zone)
    suggested = (kept.value.recommendation, kept.value.default)
    options = kept.value.option or tuple(Option(text) for text in suggested if text)
    left = "" if found.left is None else lasting(found.left)
    return _page(request, "links/decision.html", link, kept=kept, asked=found, options=options,
                 left=left)  # fmt: skip


def _handoffs(link: Opened) -> list[Kept]:
    """Return the hand-offs of the vendor that the link is for."""
    name = items.item(link.engagement, "vendor", link.key).value.name
    every = items.items(link.engagement, "handoff")
    return [each for each in every if each.value.party == name]


def _shown(kept: Kept, link: Opened, clock: Clock) -> dict[str, Any]:
    value = kept.value
    done, says = NEXT.get(value.state, ("", ""))
    return {
        "key": kept.key,
        "version": kept.version,
        "handoff": value,
        "late": value.late(clock.local(link.now).date()),
        "step": done,
        "says": says,
    }


def _version(request: HttpRequest) -> int:
    text = request.POST.get("version", "")
    if not text.isdecimal() or len(text) > len(str(2**31)):
        raise InputError("the form does not say which version you saw", where="version")
    return int(text)


def _page(request: HttpRequest, template: str, link: Opened, **context: Any) -> HttpResponse:
    """Show a page that searching machines leave alone, and that tells nobody its address."""
    answer = page(request, template, link=link, **context)
    answer["X-Robots-Tag"] = "noindex"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
