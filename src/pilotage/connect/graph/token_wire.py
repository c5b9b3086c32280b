"""The HTTP that msal uses: ours, so that sign-in is as bounded as everything else."""

from __future__ import annotations

import random
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import httpx

from pilotage.connect import http
from pilotage.connect.graph.client import NOT_NOW, pause, retry_after
from pilotage.connect.graph.throttle import Clock
from pilotage.connect.http import Bounds, Cut, Reply
from pilotage.facts.errors import SourceBusy, SourceDenied

BOUNDS = Bounds(size=http.MEGABYTE, seconds=60)
ATTEMPTS = 4


@dataclass(frozen=True)
class Response:
    """An answer in the words of msal. Its ``repr`` does not show the body, which holds tokens."""

    status_code: int
    text: str = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)

    def raise_for_status(self) -> None:
        """Refuse an error that msal does not read.

        Raises:
            SourceDenied: it is one.
        """
        if self.status_code >= httpx.codes.BAD_REQUEST:
            raise SourceDenied(f"the sign-in service said {self.status_code}")


@dataclass(frozen=True)
class TokenWire:
    """Sends what msal asks for; a refusal for now is asked again a few times."""

    verify: ssl.SSLContext | bool = field(repr=False)
    clock: Clock = field(default_factory=Clock, repr=False)
    chance: random.Random = field(default_factory=random.Random, repr=False)

    def get(self, url: str, params: Any = None, headers: Any = None, **_: Any) -> Response:
        """Return the answer to a GET."""
        return self._ask(httpx.Request("GET", url, params=params, headers=headers))

    def post(
        self, url: str, params: Any = None, data: Any = None, headers: Any = None, **_: Any
    ) -> Response:
        """Return the answer to a form."""
        form = {key: _text(value) for key, value in (data or {}).items()}
        return self._ask(httpx.Request("POST", url, params=params, data=form, headers=headers))

    def close(self) -> None:
        """Do nothing: each question has a connection of its own, because there are few."""

    def _ask(self, request: httpx.Request) -> Response:
        """Send ``request``.

        Raises:
            SourceBusy: the service cannot be reached, or said not now again and again.
            SourceDenied: it is not trusted.
        """
        for attempt in range(1, ATTEMPTS + 1):
            seconds = pause(attempt, self.chance)
            try:
                with http.client(verify=self.verify) as wire:
                    reply = http.ask(wire, request, BOUNDS)
            except Cut as cut:
                why = str(cut)
            else:
                if reply.status not in NOT_NOW:
                    return _response(reply)
                why = f"{request.url.host} said {reply.status}"
                seconds = max(seconds, min(retry_after(reply.headers) or 0.0, 60.0))
            if attempt < ATTEMPTS:
                self.clock.sleep(seconds)
        raise SourceBusy(f"sign-in: {why}", timedelta(minutes=1))


def _text(value: Any) -> Any:
    """Return bytes, in which msal gives a signed assertion, as text."""
    return value.decode() if isinstance(value, bytes) else value


def _response(reply: Reply) -> Response:
    return Response(reply.status, reply.body.decode("utf-8", "replace"), reply.headers)
