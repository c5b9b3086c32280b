"""A client of the emulator in process, whose clock only moves when it is told to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import httpx
from emulator import Clock, Emulator
from emulator.in_process import InProcess

READ_AT = datetime(2026, 1, 11, 5, tzinfo=UTC)


@dataclass
class Standing(Clock):
    """A clock that only moves when it is told to."""

    starts_at: datetime | None = READ_AT
    stands_at: float = 0.0

    def seconds(self) -> float:
        return self.stands_at

    def sleep(self, seconds: float) -> None:
        self.stands_at += seconds


def in_process(emulator: Emulator, base: str) -> httpx.Client:
    """Return a client that sees the emulator at ``base``, without a socket."""
    return httpx.Client(transport=InProcess(emulator.app), base_url=base)


@dataclass
class Asking:
    """A client that is signed in; ``get`` and ``batch`` return what is said."""

    emulator: Emulator
    clock: Standing
    token: str = field(repr=False)
    wire: httpx.Client

    def ask(self, target: str, **headers: str) -> Any:
        known = {"authorization": f"Bearer {self.token}", **headers}
        if target.startswith("/"):
            target = f"/v1.0{target}"
        return self.wire.get(target, headers=known)

    def get(self, target: str, **headers: str) -> Any:
        answer = self.ask(target, **headers)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def refused(self, target: str, **headers: str) -> tuple[int, str]:
        answer = self.ask(target, **headers)
        return answer.status_code, answer.json()["error"]["code"]

    def pages(self, target: str, **headers: str) -> Iterator[dict[str, Any]]:
        while target:
            page = self.get(target, **headers)
            yield page
            target = page.get("@odata.nextLink", "")

    def batch(self, *urls: str) -> dict[str, Any]:
        parts = [{"id": str(i), "method": "GET", "url": url} for i, url in enumerate(urls)]
        known = {"authorization": f"Bearer {self.token}"}
        answer = self.wire.post("/v1.0/$batch", json={"requests": parts}, headers=known)
        assert answer.status_code == 200, answer.text
        return {each["id"]: each for each in answer.json()["responses"]}


def asking(emulator: Emulator) -> Asking:
    """Return a client of the emulator that is signed in as its first application."""
    token = emulator.tokens.issue(emulator.apps[0])
    assert isinstance(emulator.clock, Standing)
    wire = in_process(emulator, "https://graph.example")
    return Asking(emulator, emulator.clock, token, wire)
