"""How values look: states with shape and word, moments with their zone, statements with source."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, cast

from django import template
from django.template.context import RequestContext
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from pilotage.facts.clock import Clock
from pilotage.web.listing import Column

register = template.Library()

STATES: dict[str, tuple[str, ...]] = {
    "ok": ("passed", "on track", "ready", "done", "go", "accepted", "delivered", "better",
           "answered", "signed", "low", "active", "whole", "tested", "met", "reached",
           "registered", "confirmed", "approved", "covered"),
    "watch": ("at risk", "waiting", "late", "medium", "attention", "asked", "open", "soon",
              "acknowledged", "conditions", "on the way", "later", "cut",
              "pending", "waived", "not asked", "answered by silence", "not accepted"),
    "bad": ("failed", "off track", "not ready", "not_ready", "no-go", "high", "worse", "expired",
            "missing", "refused", "broken", "overdue", "blocked", "unregistered", "not planned",
            "closed, still there", "denied", "orphan"),
    "run": ("running", "moving", "now"),
    "unk": ("unknown", "not_assessed", "not assessed", "not enough data", "not_judged",
            "unconfirmed", "stale"),
}  # fmt: skip
"""The shape of each word; a word that is not here has none and stands alone."""

WORDS = {"not_assessed": "not assessed", "not_ready": "not ready", "not_judged": "not judged"}
KNOWN = {"measured": "mea", "computed": "com", "attested": "att", "unknown": "unk"}


def shape_of(word: str) -> str:
    """Return the shape that stands before a word, ``none`` for a word without one."""
    return next((name for name, words in STATES.items() if word.casefold() in words), "none")


@register.simple_tag
def state(word: object, shape: str = "") -> SafeString:
    """Show a word of state with its shape, so that colour never stands alone."""
    text = str(word)
    shape = shape or shape_of(text)
    return format_html(
        '<span class="st {}"><svg class="g" aria-hidden="true"><use href="#{}"/></svg>{}</span>',
        shape, shape, WORDS.get(text, text),
    )  # fmt: skip


@register.simple_tag(takes_context=True)
def known(
    context: RequestContext, basis: str, source: str = "", at: datetime | None = None
) -> SafeString:
    """Show how a statement is known, from where, and since when."""
    parts = [basis, source, _moment(clock_of(context), at) if at else ""]
    text = format_html_join(", ", "{}", ((part,) for part in parts if part))
    return format_html('<span class="prov {}">{}</span>', KNOWN.get(basis, "unk"), text)


@register.inclusion_tag("parts/value.html", takes_context=True)
def value(
    context: RequestContext,
    shown: object,
    basis: str = "computed",
    source: str = "",
    at: datetime | None = None,
) -> dict[str, Any]:
    """Show a value that tells, when it is opened, how it is known, from where and since when."""
    moment = _moment(clock_of(context), at) if at else ""
    return {"shown": shown, "basis": basis, "source": source, "moment": moment}


@register.simple_tag(takes_context=True)
def moment(context: RequestContext, when: datetime | None) -> SafeString:
    """Show a moment on the client's clock, with its zone; the browser adds the viewer's own."""
    return _moment(clock_of(context), when)


@register.simple_tag(takes_context=True)
def day(context: RequestContext, when: date | None) -> str:
    """Show a day such as Sat 14 Nov 2026."""
    return clock_of(context).day(when)


@register.simple_tag(takes_context=True)
def cell(context: RequestContext, row: Mapping[str, Any], column: Column) -> SafeString:
    """Show one cell of a list."""
    found = row.get(column.key)
    shown = _cell(context, column.kind, found)
    if column.link and (address := row.get(column.link)):
        return format_html('<a href="{}">{}</a>', address, shown)
    return shown


def _cell(context: RequestContext, kind: str, found: Any) -> SafeString:
    if found is None or found == "":
        return format_html("{}", "")
    clock = clock_of(context)
    shown: dict[str, Callable[[Any], SafeString]] = {
        "state": state,
        "known": lambda word: known(context, word),
        "day": lambda when: format_html('<span class="nw">{}</span>', clock.day(when)),
        "moment": lambda when: _moment(clock, when),
        "chips": lambda words: format_html_join(
            " ", '<span class="chip">{}</span>', ((word,) for word in words)
        ),
        "number": lambda number: format_html("{}", _grouped(number)),
        "folded": lambda text: folded(text.partition(". ")[::2], ". "),
    }
    return shown.get(kind, lambda text: format_html("{}", text))(found)


@register.filter
def folded(texts: Sequence[str], between: str = "; ") -> SafeString:
    """Show the first text, which unfolds to all of them when there are more."""
    first, *rest = [text for text in texts if text] or [""]
    if not rest:
        return format_html("{}", first)
    return format_html(
        '<details class="fold"><summary>{}</summary>{}</details>',
        first + between.rstrip("; "), between.join(rest),
    )  # fmt: skip


def _grouped(number: Any) -> str:
    """Return a whole number with its thousands apart."""
    return f"{number:,}".replace(",", "\u202f") if isinstance(number, int) else str(number)


def clock_of(context: RequestContext) -> Clock:
    """Return the clock of the client; on pages of all clients the person's own, UTC by default."""
    if scope := context.get("scope"):
        return cast(Clock, scope.clock)
    return Clock.of(getattr(context.get("user"), "time_zone", "") or "UTC")


def _moment(clock: Clock, when: datetime | None) -> SafeString:
    if when is None:
        return format_html("{}", "")
    return format_html(
        '<time datetime="{}">{}</time>', when.isoformat(timespec="minutes"), clock.moment(when)
    )
