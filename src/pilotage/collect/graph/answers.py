"""From what Graph sent to pages of objects: one page, several, a bare list, or one object."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pilotage.collect.graph.fields import word
from pilotage.facts.errors import InputError

HOLDERS = ("user", "userId", "owner", "ownerId", "mailbox", "group", "groupId")
"""Properties by which tools note whose answer they saved."""

GONE = ("MailboxNotEnabledForRESTAPI", "ResourceNotFound", "Request_ResourceNotFound")
"""Errors that say that the object has no such thing, and not that we may not see it."""


@dataclass(frozen=True)
class GraphPage:
    """Objects, the context and the link to the next page as sent, and the error if it was one.

    ``holder`` is whose answer it is, where the page itself says so. ``total`` is how many objects
    all pages have, where the page says so.
    """

    objects: Sequence[Any]
    context: str = ""
    more: str = ""
    error: str = ""
    gone: bool = False
    holder: str = ""
    total: int = 0


def pages(documents: Sequence[Any], where: str) -> Iterator[GraphPage]:
    """Yield the pages of a saved answer; objects outside a page make one page together.

    Raises:
        InputError: a document is not an answer of Graph.
    """
    loose: list[Any] = []
    for document in documents:
        for item in _unbatched(document if isinstance(document, list) else [document]):
            if isinstance(item, dict) and ("value" in item or "error" in item):
                yield _page(item, where)
            elif isinstance(document, list) or isinstance(item, dict):
                loose.append(item)
            else:
                raise InputError(f"holds {word(item)} where an answer should be.", where=where)
    if loose or not any(documents):
        yield GraphPage(loose, context=_context(loose))


def _unbatched(items: Sequence[Any]) -> Iterator[Any]:
    """Yield the items; of an answer to ``$batch`` the bodies of its responses.

    https://learn.microsoft.com/graph/json-batching
    """
    for item in items:
        if isinstance(item, dict) and isinstance(item.get("responses"), list):
            yield from (
                one["body"] if isinstance(one, dict) and "body" in one else one
                for one in item["responses"]
            )
        else:
            yield item


def _page(item: dict[str, Any], where: str) -> GraphPage:
    context = _context([item])
    if isinstance(item.get("error"), dict):
        code, message = (str(item["error"].get(name) or "") for name in ("code", "message"))
        return GraphPage(
            (),
            context,
            error=": ".join(filter(None, (code, message))) or "error",
            gone=code in GONE,
        )
    value = item.get("value")
    if isinstance(value, dict):
        value = [value]
    if not isinstance(value, list):
        raise InputError(f"value is {word(value)}, not a list.", where=where)
    more, total = item.get("@odata.nextLink"), item.get("@odata.count")
    return GraphPage(
        value,
        context,
        more if isinstance(more, str) else "",
        holder=holder(item),
        total=total if isinstance(total, int) else 0,
    )


def _context(items: Sequence[Any]) -> str:
    first = items[0] if items else None
    context = first.get("@odata.context") if isinstance(first, dict) else None
    return context if isinstance(context, str) else ""


def holder(item: Any) -> str:
    """Return the id by which an object says to whom it belongs, or an empty string."""
    if not isinstance(item, dict):
        return ""
    noted = (item.get(name) for name in HOLDERS)
    return next((one for one in noted if isinstance(one, str) and one), "")
