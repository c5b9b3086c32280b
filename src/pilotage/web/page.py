"""Answer with a page, a part of it, or a file of its table; one template serves all."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pilotage.web.listing import Listing


def page(
    request: HttpRequest, template: str, *, part: str = "", status: int = 200, **context: Any
) -> HttpResponse:
    """Return the page; only ``part`` of it where htmx asks; a file where ``?as=`` asks.

    ``listing`` in the context is the table that can be exported.
    """
    listing = context.get("listing")
    if isinstance(listing, Listing) and request.GET.get("as"):
        return listing.file(request.GET["as"])
    asks_part = part and getattr(request, "htmx", False)
    context["scope"] = getattr(request, "scope", None)
    return render(request, part if asks_part else template, context, status=status)
