"""How a saved answer of Graph looks: context, value, and the link to the next page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson
import polars as pl

SERVICE = "https://graph.microsoft.com/v1.0"
MOST = 999
"""Rows in one page, the most that /users and /groups return."""

File = tuple[str, bytes]


def pages(
    name: str, context: str, rows: pl.DataFrame, url: str = "", most: int = MOST
) -> Iterator[File]:
    """Yield ``rows`` as the pages of one answer: name.json, name.2.json and so on.

    ``context`` stands after ``$metadata#``, ``url`` after the version; it is the context where
    left empty.
    """
    last = max(1, -(-rows.height // most))
    for number in range(1, last + 1):
        head = {"@odata.context": f"{SERVICE}/$metadata#{context}"}
        if number < last:
            head["@odata.nextLink"] = f"{SERVICE}/{url or context}{_token(url, number + 1)}"
        part = rows.slice((number - 1) * most, most).write_json()
        body = orjson.dumps(head)[:-1] + b',"value":' + part.encode() + b"}"
        yield f"{name}.json" if number == 1 else f"{name}.{number}.json", body


def _token(url: str, number: int) -> str:
    return f"{'&' if '?' in url else '?'}$skiptoken=p{number}"


def answer(name: str, context: str, value: list[dict[str, Any]] | dict[str, Any]) -> File:
    """Return one answer that fits a page: a list under ``value``, or a single object."""
    head: dict[str, Any] = {"@odata.context": f"{SERVICE}/$metadata#{context}"}
    body = {**head, "value": value} if isinstance(value, list) else {**head, **value}
    return f"{name}.json", orjson.dumps(body, option=orjson.OPT_INDENT_2)
