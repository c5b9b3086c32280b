"""One question to Graph: at the right pace, asked again where that may help, within bounds.

A refusal for now (429, 5xx), a broken connection and an answer that is not JSON are asked again,
later each time. A token that ended early is renewed once. Everything else is the caller's.

Source  https://learn.microsoft.com/graph/throttling#best-practices-to-handle-throttling
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
import orjson

from pilotage.connect import http
from pilotage.connect.answers import Effort
from pilotage.connect.graph.refusals import REFUSED, Refused
from pilotage.connect.graph.throttle import Clock, Held, Pace, Stopped
from pilotage.connect.http import Bounds, Cut, Reply
from pilotage.facts.errors import SourceBusy

NOT_NOW = (429, 500, 502, 503, 504, 509)
TOO_MANY = 429
REDIRECTS = (301, 302, 303, 307, 308)
FILLED = "x-ms-throttle-limit-percentage"
PATIENT = {"x-ms-throttle-priority": "low"}
"""Others go first: nobody waits at a screen for a collection."""

A_DAY = 86_400.0
"""Seconds. No server means more, and a number without end is no number of seconds."""


@dataclass(frozen=True)
class Patience:
    """How often one question is asked, and how many seconds are waited for it in all."""

    attempts: int = 8
    seconds: float = 900.0
    garbled: int = 3


USUAL_PATIENCE = Patience()


@dataclass(frozen=True)
class Question:
    """A request: where to, for which stream, at whose pace, at which cost. ``body`` is posted."""

    url: str
    stream: str
    workload: str
    cost: float = 1
    body: bytes = b""
    secret: bool = True
    json: bool = True
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Answered:
    """An answer with its JSON; ``said`` is None where none was expected or it is an error."""

    reply: Reply
    said: Any = None


@dataclass
class _Tries:
    """What one question has cost so far."""

    attempts: int = 0
    garbled: int = 0
    waited: float = 0.0
    renewed: bool = False
    why: str = ""


@dataclass(frozen=True)
class Client:
    """Asks one endpoint. ``token`` is called with the token that was refused, if one was.

    ``spend`` is told what each request cost, by stream. ``chance`` spreads what is asked again.
    """

    endpoint: str
    wire: httpx.Client = field(repr=False)
    token: Callable[[str], str] = field(repr=False)
    paces: Mapping[str, Pace] = field(repr=False)
    spend: Callable[[str, Effort], None] = field(repr=False)
    clock: Clock = field(default_factory=Clock, repr=False)
    chance: random.Random = field(default_factory=random.Random, repr=False)
    patience: Patience = USUAL_PATIENCE
    bounds: Bounds = http.USUAL
    stopped: Callable[[], bool] = field(default=lambda: False, repr=False)

    def ask(self, question: Question) -> Answered:
        """Return the answer: a success, a redirect, or an error that asking again cannot mend.

        Raises:
            SourceBusy: it was asked as often or as long as it may be.
            SourceDenied: the server is not trusted, or the answer is larger than it may be.
            Refused: it is not JSON, however often it is asked.
        """
        tries = _Tries()
        while True:
            self._wait(question, tries)
            token = self.token("") if question.secret else ""
            began = self.clock.now()
            try:
                reply = self._send(question, token)
            except Cut as cut:
                tries.why = _without(str(cut).encode(), token).decode()
                self._later(question, tries, None)
                continue
            if reply.status == REFUSED and question.secret and not tries.renewed:
                tries.renewed = True
                self.token(token)
            elif reply.status in NOT_NOW:
                self._not_now(question, tries, reply)
            else:
                filled = _number(reply.headers.get(FILLED))
                self.paces[question.workload].answered(filled, self.clock.now() - began)
                if answered := self._read(question, tries, reply):
                    return answered

    def turn(self, workload: str, cost: float = 1) -> float:
        """Wait until ``cost`` may be asked of a workload, and return the seconds waited.

        Raises:
            SourceBusy: Graph refused the workload for longer than one question is waited for.
        """
        try:
            return self.paces[workload].take(cost, self.patience.seconds)
        except Held as held:
            host = httpx.URL(self.endpoint).host
            says = f"{host} asks to wait {held} before it is asked about {workload} again"
            raise SourceBusy(says, timedelta(seconds=held.seconds)) from None

    def _wait(self, question: Question, tries: _Tries) -> None:
        if self.stopped():
            raise Stopped
        waited = self.turn(question.workload, question.cost)
        tries.attempts += 1
        self.spend(question.stream, Effort(1, 0, int(tries.attempts > 1), waited))

    def _send(self, question: Question, token: str) -> Reply:
        headers = {"Accept": "application/json" if question.json else "*/*", **question.headers}
        if token:
            headers |= {"Authorization": f"Bearer {token}", **PATIENT}
        if question.body:
            headers["Content-Type"] = "application/json"
        method = "POST" if question.body else "GET"
        request = self.wire.build_request(
            method, question.url, headers=headers, content=question.body or None
        )
        reply = http.ask(self.wire, request, self.bounds)
        self.spend(question.stream, Effort(bytes=len(reply.body)))
        return replace(reply, body=_without(reply.body, token))

    def _read(self, question: Question, tries: _Tries, reply: Reply) -> Answered | None:
        """Return the answer, None to ask again because it is no JSON."""
        refused = reply.status >= httpx.codes.BAD_REQUEST
        if refused or not question.json or reply.status in REDIRECTS:
            return Answered(reply)
        try:
            return Answered(reply, orjson.loads(reply.body))
        except orjson.JSONDecodeError as error:
            host = httpx.URL(question.url).host
            tries.why = f"{host} sent what is not JSON: {error.msg}"
            tries.garbled += 1
            if tries.garbled >= self.patience.garbled:
                raise Refused(f"{tries.why}, {tries.garbled} times") from error
            self._later(question, tries, None)
            return None

    def _not_now(self, question: Question, tries: _Tries, reply: Reply) -> None:
        after = retry_after(reply.headers)
        tries.why = f"{httpx.URL(question.url).host} said {reply.status}"
        seconds = self._pause(tries, after)
        if reply.status == TOO_MANY:
            self.paces[question.workload].slower(seconds)
        self._later(question, tries, seconds)

    def _later(self, question: Question, tries: _Tries, seconds: float | None) -> None:
        """Wait before asking again, unless that was done often or long enough."""
        pause = self._pause(tries, None) if seconds is None else seconds
        too_often = tries.attempts >= self.patience.attempts
        if too_often or tries.waited + pause > self.patience.seconds:
            says = f"{tries.why}; it was asked {tries.attempts} times for {question.stream}"
            raise SourceBusy(says, timedelta(seconds=max(60.0, pause)))
        if self.stopped():
            raise Stopped
        self.clock.sleep(pause)
        tries.waited += pause
        self.spend(question.stream, Effort(waited=pause))

    def _pause(self, tries: _Tries, after: float | None) -> float:
        """Return the seconds to wait: what the server said, else longer each time, by chance."""
        if after is not None:
            return after + self.chance.uniform(0, 0.1) * min(after, 10.0)
        return pause(tries.attempts, self.chance)


def _without(said: bytes, token: str) -> bytes:
    """Return what a server said without the token, which it may have sent back."""
    return said.replace(token.encode(), b"(token)") if token else said


def pause(attempts: int, chance: random.Random) -> float:
    """Return the seconds to wait after so many attempts: 1 to 60, doubling, spread by chance."""
    return float(min(60.0, 2.0 ** (attempts - 1)) * chance.uniform(0.5, 1.0))


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds that a server asks to wait, None where it does not say.

    A date is compared with the server's own clock.
    https://www.rfc-editor.org/rfc/rfc9110#name-retry-after
    """
    said = headers.get("retry-after", "").strip()
    if not said:
        return None
    try:
        seconds = float(said)
        return min(max(0.0, seconds), A_DAY) if not math.isnan(seconds) else None
    except ValueError:
        return _seconds_until(said, headers.get("date", ""))


def _seconds_until(moment: str, now: str) -> float | None:
    try:
        between = parsedate_to_datetime(moment) - parsedate_to_datetime(now)
    except (TypeError, ValueError):
        return None
    return min(max(0.0, between.total_seconds()), A_DAY)


def _number(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0
