"""The words after the question mark: ``$select``, ``$expand``, ``$top``, ``$filter`` and so on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from .answer import Question, Refused
from .endpoints import Endpoint
from .filters import row_test, value_at
from .properties import BY_DEFAULT, EMPTY_LISTS, KNOWN, LINKED

Row = dict[str, Any]

OPTIONS = frozenset(
    f"${name}"
    for name in ("select", "expand", "top", "filter", "orderby", "count", "skiptoken", "deltatoken")
)
MOST_SIGN_IN_ACTIVITY = 500
"""Users in one page that carries signInActivity, whatever ``$top`` says:
https://learn.microsoft.com/graph/api/user-list"""

MOST_EXPANDED = 20
NESTED = re.compile(r"(\w+)(?:\(\$select=([\w,]+)\)|\([^)]*(?:\([^)]*\))?\))?")


@dataclass(frozen=True)
class Query:
    """What a question asks of a list, checked against what its endpoint allows."""

    select: tuple[str, ...]
    expand: dict[str, tuple[str, ...]]
    size: int
    filter: str
    order: str
    count: bool

    @property
    def context(self) -> str:
        """Return what stands in the parentheses of ``@odata.context``."""
        nested = [f"{name}({','.join(inner)})" for name, inner in self.expand.items()]
        return ",".join([*self.select, *nested])


def parsed(asked: Question, at: Endpoint) -> Query:
    """Return the query of a question.

    Raises:
        Refused: it names what is not known, or asks for larger pages than there are.
    """
    for name in asked.query:
        if name.startswith("$") and name not in OPTIONS:
            raise Refused(400, "BadRequest", f"The query specified in the URI is not valid: {name}")
    select = tuple(filter(None, asked.query.get("$select", "").split(",")))
    for name in select:
        if at.kind and name not in KNOWN[at.kind]:
            says = f"Could not find a property named '{name}' on type 'microsoft.graph.{at.kind}'."
            raise Refused(400, "BadRequest", says)
    found = NESTED.findall(asked.query.get("$expand", ""))
    expand = {name: tuple(filter(None, inner.split(","))) for name, inner in found}
    if unknown := set(expand) - LINKED:
        says = f"Parsing OData Select and Expand failed: '{min(unknown)}'"
        raise Refused(400, "BadRequest", says)
    return Query(
        select,
        expand,
        _size(asked, at, "signInActivity" in select),
        asked.query.get("$filter", ""),
        asked.query.get("$orderby", ""),
        asked.query.get("$count") == "true" and _eventual(asked),
    )


def _eventual(asked: Question) -> bool:
    return asked.headers.get("consistencylevel", "").lower() == "eventual"


def _size(asked: Question, at: Endpoint, sign_in_activity: bool) -> int:
    """Return how many objects a page may hold; 0 where all come at once."""
    if at.path.endswith("/delta"):
        wished = re.search(r"odata\.maxpagesize=(\d+)", asked.headers.get("prefer", ""))
        return min(int(wished[1]), at.most) if wished else at.page
    top = asked.query.get("$top")
    if top is not None and not (top.isdecimal() and 1 <= int(top) <= (at.most if at.page else 999)):
        says = f"Invalid page size specified: '{top}'. Must be between 1 and {at.most} inclusive."
        raise Refused(400, "Request_BadRequest", says)
    size = int(top) if top and at.page else at.page
    return min(size, MOST_SIGN_IN_ACTIVITY) if sign_in_activity else size


def chosen(rows: list[Row], query: Query) -> list[Row]:
    """Return the objects that the filter lets through, in the order that is asked for.

    Raises:
        Refused: the filter cannot be read.
    """
    if query.filter:
        test = row_test(query.filter)
        rows = [row for row in rows if test(row)]
    for part in reversed([each.strip() for each in query.order.split(",") if each]):
        path, _, way = part.partition(" ")
        rows = _ordered(rows, path, reverse=way == "desc")
    return rows


def _ordered(rows: list[Row], path: str, *, reverse: bool) -> list[Row]:
    return sorted(rows, key=lambda row: str(value_at(row, path)), reverse=reverse)


def shown(row: Row, query: Query, kind: str) -> Row:
    """Return an object with the properties that are asked for and no others."""
    typed = {"@odata.type": row["@odata.type"]} if "@odata.type" in row else {}
    names = query.select or BY_DEFAULT.get(kind)
    if names is None:
        body = {name: value for name, value in row.items() if name not in LINKED}
    else:
        body = {name: row.get(name, [] if name in EMPTY_LISTS else None) for name in names}
        if body.get("signInActivity", 0) is None:
            del body["signInActivity"]
        if "id" in row:
            body["id"] = row["id"]
    linked = {name: _linked(row.get(name), inner) for name, inner in query.expand.items()}
    return {**typed, **body, **{name: one for name, one in linked.items() if one is not None}}


def _linked(value: Any, select: tuple[str, ...]) -> Any:
    """Return what ``$expand`` brings: one object, or at most twenty, without a next link."""
    if isinstance(value, list):
        return [_linked(each, select) for each in value[:MOST_EXPANDED]]
    if not isinstance(value, dict) or not select:
        return value
    return {name: value[name] for name in ("@odata.type", *select) if name in value}
