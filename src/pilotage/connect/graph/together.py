"""Small answers, asked for in one request: policies, the organisation, and how much there is."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import Any

import orjson

from pilotage.connect.graph.batch import MOST, Part, PartAnswer, ask_together
from pilotage.connect.graph.client import Answered
from pilotage.connect.graph.declared import SINGLE, Resource
from pilotage.connect.graph.lists import keep
from pilotage.connect.graph.paging import page_of
from pilotage.connect.graph.refusals import BAD_REQUEST, Refused
from pilotage.connect.graph.run import Run
from pilotage.connect.http import Reply

STREAM = "together"
SAYS = "Policies and settings"
EVENTUAL = {"ConsistencyLevel": "eventual"}
"""A count is asked for in this mode only: https://learn.microsoft.com/graph/aad-advanced-queries"""

Withhold = Callable[[Resource, Refused], None]


def read_together(run: Run, asked: Sequence[Resource], withhold: Withhold) -> None:
    """Read every single answer that is not there yet; counts go where they need no request more.

    Raises:
        SourceBusy, SourceDenied: as ``Client.ask``.
    """
    left = [one for one in asked if one.shape == SINGLE and not run.answers.stream(one.id).ended]
    counted = [one for one in asked if one.counted and not run.answers.stream(one.id).ended][
        : -len(left) % MOST
    ]
    if not left:
        return
    parts = [Part(one.query(run.now), one.workload, one.cost) for one in left]
    parts += [Part(f"{one.path}/$count", one.workload, 1, EVENTUAL, True) for one in counted]
    try:
        got = ask_together(run.client, STREAM, parts)
    except Refused as refused:
        for one in left:
            withhold(one, refused)
        return
    for one, answer in zip(left, got, strict=False):
        try:
            keep(run, one, page_of(run.client, one, _answered(answer), first=True), 1)
        except Refused as refused:
            withhold(one, refused)
    for one, answer in zip(counted, got[len(left) :], strict=True):
        run.totals[one.id] = _count(answer)
    run.answers.end(STREAM)
    run.tell(SAYS, len(left), len(left))


def _answered(answer: PartAnswer) -> Answered:
    """Return a part as if it had been asked on its own."""
    body = orjson.dumps(answer.body)
    return Answered(Reply(answer.status, answer.headers, body), answer.body)


def _count(answer: PartAnswer) -> int:
    """Return a count, which a batch gives as a number, as text, or as text in base 64."""
    said: Any = answer.body
    if isinstance(said, str) and not said.strip("\ufeff ").isdecimal():
        try:
            said = base64.b64decode(said, validate=True).decode("utf-8-sig")
        except (binascii.Error, UnicodeDecodeError):
            return 0
    text = str(said).strip("\ufeff ")
    return int(text) if answer.status < BAD_REQUEST and text.isdecimal() else 0
