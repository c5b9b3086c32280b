"""Until when a domain is registered, as its registry says.

Sources  https://www.rfc-editor.org/rfc/rfc9224 (which registry), rfc9083 (its answer)
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from typing import Any

from pilotage.connect.dns.organisation import organisational_domain
from pilotage.connect.dns.transport_policy import OK, Fetch
from pilotage.connect.http import MEGABYTE, Bounds, Cut
from pilotage.facts.errors import SourceDenied

REGISTRIES = "https://data.iana.org/rdap/dns.json"
BOUNDS = Bounds(size=4 * MEGABYTE, seconds=20.0)


TRIES = 3
"""So often the list of registries is asked for; it is the same for every domain."""


class Unread(Exception):
    """A registry did not say; the text tells why."""


class Registries:
    """The registries of the world, read once, when the first domain is asked for.

    Safe to use from several threads.
    """

    def __init__(self, read: Fetch) -> None:
        """Take the way to read a URL."""
        self._read = read
        self._places: dict[str, str] = {}
        self._failures: list[Unread] = []
        self._lock = threading.Lock()

    def expiry(self, domain: str) -> str:
        """Return the moment at which the registration of ``domain`` ends, as the registry says it.

        Raises:
            Unread: there is no such registry, or it does not say.
        """
        registered = organisational_domain(domain)
        place = self._known().get(registered.rpartition(".")[2], "")
        if not place.startswith("https://"):
            raise Unread(f"no registry with an answer over https is known for {domain}")
        answer = self._json(f"{place.rstrip('/')}/domain/{registered}")
        events = answer.get("events") if isinstance(answer, dict) else None
        for event in events if isinstance(events, list) else []:
            if isinstance(event, dict) and event.get("eventAction") == "expiration":
                return str(event.get("eventDate", ""))[:40]
        raise Unread(f"the registry of {registered} does not say when it expires")

    def _known(self) -> dict[str, str]:
        """Return the address of the registry of each top-level domain.

        Raises:
            Unread: the list cannot be read, or could not a few times.
        """
        with self._lock:
            if len(self._failures) >= TRIES:
                raise Unread(str(self._failures[0]))
            try:
                self._places = self._places or dict(_places(self._json(REGISTRIES)))
            except Unread as error:
                self._failures.append(error)
                raise
            return self._places

    def _json(self, url: str) -> Any:
        try:
            reply = self._read(url, BOUNDS)
            if reply.status != OK:
                raise Unread(f"{url} answered {reply.status}")
            return json.loads(reply.body)
        except (Cut, SourceDenied) as error:
            raise Unread(str(error)) from error
        except (ValueError, RecursionError) as error:
            raise Unread(f"{url} sent what is no JSON") from error


def _places(listed: Any) -> Iterator[tuple[str, str]]:
    """Yield each top-level domain with the address of its registry.

    Raises:
        Unread: the list has another shape.
    """
    try:
        for domains, places in listed["services"]:
            for domain in domains:
                yield str(domain).lower(), str(places[0])
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise Unread(f"{REGISTRIES} has a shape that is not known") from error
