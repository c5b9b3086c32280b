"""``$batch``: up to twenty questions in one, each counted and refused on its own.

Source  https://learn.microsoft.com/graph/json-batching
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import orjson

from .answer import Question, Refused, Reply, as_json, question

MOST_PARTS = 20

Part = dict[str, Any]


def batch(asked: Question, answer: Callable[[Question], Reply]) -> Reply:
    """Return the answers to all parts, in an order that is not theirs.

    Raises:
        Refused: it holds no batch, or one that is too large, or ids that are not unique.
    """
    parts = _parts(asked)
    statuses: dict[str, int] = {}
    replies = []
    for part in parts:
        reply = _answered(part, asked, statuses, answer)
        statuses[part["id"]] = reply["status"]
        replies.append(reply)
    random.Random(len(asked.body)).shuffle(replies)
    return as_json(200, {"responses": replies}, {})


def _parts(asked: Question) -> list[Part]:
    try:
        parts = orjson.loads(asked.body)["requests"]
        ids = [part["id"] for part in parts]
    except (orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise Refused(400, "BadRequest", "Invalid batch payload format.") from error
    if len(parts) > MOST_PARTS:
        says = "Number of batch request steps exceeds the maximum value of 20."
        raise Refused(400, "BadRequest", says)
    if len(set(ids)) < len(ids) or not all(isinstance(id, str) and id for id in ids):
        raise Refused(400, "BadRequest", "Request ids must be unique and not empty.")
    return list(parts)


def _answered(
    part: Part, asked: Question, statuses: dict[str, int], answer: Callable[[Question], Reply]
) -> Part:
    """Return the answer to one part, as it stands in the answer to the batch."""
    if any(statuses.get(id, 0) >= 400 for id in part.get("dependsOn", ())):
        return {"id": part["id"], "status": 424, "headers": {}, "body": {}}
    own = {name.lower(): value for name, value in part.get("headers", {}).items()}
    headers = {**own, "authorization": asked.headers.get("authorization", "")}
    target = f"/{asked.version}/{part['url'].lstrip('/')}"
    reply = answer(question(part["method"], target, headers))
    said = {_header(name): value for name, value in reply.headers.items()}
    body = {"body": orjson.loads(reply.body)} if reply.body else {}
    return {"id": part["id"], "status": reply.status, "headers": said, **body}


def _header(name: str) -> str:
    """Return a header as Graph writes it inside a batch: Retry-After, x-ms-resource-unit."""
    return name if name.startswith("x-") else "-".join(word.title() for word in name.split("-"))
