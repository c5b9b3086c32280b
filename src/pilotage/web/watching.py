"""One thread that watches the engagements somebody listens to, and wakes who listens.

The database is asked here and never in a coroutine: thousands who listen cost one connection.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

EVERY_SECONDS = 0.25
MOST_LISTENERS = 2_000
log = logging.getLogger(__name__)


class Numbered(Protocol):
    """What ``heads`` returns of an engagement: it differs from the last one after a change."""

    @property
    def number(self) -> int:
        """Return the number of the newest entry."""


@dataclass(eq=False)
class Listener:
    """Somebody who waits for news of one engagement; ``number`` is None until it is known."""

    engagement: int
    loop: asyncio.AbstractEventLoop
    news: asyncio.Event = field(default_factory=asyncio.Event)
    number: int | None = None
    gone: bool = False

    def tell(self, number: int) -> None:
        """Wake the listener, from another thread."""
        self.number = number
        self.loop.call_soon_threadsafe(self.news.set)


class Watcher:
    """Asks for the heads of the engagements that have listeners, four times a second.

    ``rest`` gives back connections that broke; ``most`` is how many can listen.
    """

    def __init__(
        self,
        heads: Callable[[Collection[int]], Mapping[int, Numbered]],
        *,
        rest: Callable[[], None],
        most: int,
    ) -> None:
        self._heads, self._rest, self._most = heads, rest, most
        self._listeners: set[Listener] = set()
        self._known: dict[int, Numbered] = {}
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    @property
    def full(self) -> bool:
        """Tell whether nobody more can listen."""
        return len(self._listeners) >= self._most

    @contextmanager
    def listening(self, engagement: int) -> Iterator[Listener]:
        """Listen for as long as the block runs; the first news says where the engagement is."""
        listener = Listener(engagement, asyncio.get_running_loop())
        with self._changed:
            self._listeners.add(listener)
            if self._thread is None:
                self._thread = threading.Thread(target=self._watch, name="watcher", daemon=True)
                self._thread.start()
            self._changed.notify()
        try:
            yield listener
        finally:
            with self._changed:
                self._listeners.discard(listener)

    def _watch(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: bool(self._listeners))
            try:
                self.look()
            except Exception:  # the thread is a door: a database that rests must not end it
                log.exception("live.not_asked")
                self._rest()
            time.sleep(EVERY_SECONDS)

    def look(self) -> None:
        """Ask once, and tell who listens to an engagement that changed, or is new here."""
        with self._changed:
            listeners = tuple(self._listeners)
        heads = self._heads(sorted({each.engagement for each in listeners}))
        for each in listeners:
            head = heads.get(each.engagement)
            if head and (each.number is None or head != self._known.get(each.engagement)):
                each.tell(head.number)
        self._known = dict(heads)
