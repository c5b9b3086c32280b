"""A question to the emulator, what it answers, and how a refusal looks in Graph."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import orjson

VERSIONS = ("v1.0", "beta")


class Manner(StrEnum):
    """How the bytes of an answer reach the client."""

    WHOLE = "whole"
    CUT = "cut"
    DRIPPING = "dripping"
    ENDLESS = "endless"


@dataclass(frozen=True)
class Question:
    """A request to Graph: ``path`` is what stands between the version and the question mark."""

    method: str
    version: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def token(self) -> str:
        """Return what stands after "Bearer" in the Authorization header."""
        scheme, _, token = self.headers.get("authorization", "").partition(" ")
        return token if scheme.lower() == "bearer" else ""


@dataclass(frozen=True)
class Reply:
    """What the emulator answers. Names of ``headers`` are in lower case."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    manner: Manner = Manner.WHOLE


class Refused(Exception):
    """An answer that is an error, in the shape that Graph gives it."""

    def __init__(self, status: int, code: str, says: str, **headers: str) -> None:
        super().__init__(f"{status} {code}: {says}")
        self.status, self.code, self.says = status, code, says
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


def question(method: str, target: str, headers: Mapping[str, str], body: bytes = b"") -> Question:
    """Return the question that a path with query asks; names of ``headers`` in lower case.

    Raises:
        Refused: it begins with no version of Graph, or a word of the query is there twice.
    """
    parts = urlsplit(target)
    version, _, path = unquote(parts.path).lstrip("/").partition("/")
    if version not in VERSIONS:
        raise Refused(400, "BadRequest", f"Invalid version: {version}")
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = dict(pairs)
    if len(query) < len(pairs):
        raise Refused(400, "BadRequest", "A query option was specified more than once.")
    return Question(method, version, path.rstrip("/"), query, headers, body)


def as_json(status: int, body: Mapping[str, Any], headers: Mapping[str, str]) -> Reply:
    """Return an answer in JSON, as Graph labels it."""
    kind = {"content-type": "application/json;odata.metadata=minimal;charset=utf-8"}
    return Reply(status, orjson.dumps(body), {**kind, **headers})


def error_body(error: Refused, request_id: str, when: str) -> dict[str, Any]:
    """Return the body of a refusal.

    Source: https://learn.microsoft.com/graph/errors
    """
    inner = {"date": when, "request-id": request_id, "client-request-id": request_id}
    return {"error": {"code": error.code, "message": error.says, "innerError": inner}}
