"""An open wire to one tenant: sign in, ask, keep."""

from __future__ import annotations

import random
import ssl
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from pilotage.connect import http
from pilotage.connect.answers import Answers, Effort
from pilotage.connect.graph.changes import usable
from pilotage.connect.graph.client import USUAL_PATIENCE, Client, Patience
from pilotage.connect.graph.clouds import CLOUDS
from pilotage.connect.graph.collect import Collection
from pilotage.connect.graph.declared import YES, Resource
from pilotage.connect.graph.probe import probed
from pilotage.connect.graph.resources import resources
from pilotage.connect.graph.run import Run
from pilotage.connect.graph.sign_in import CERTIFICATE, DEVICE, SECRET, SignIn, certificate
from pilotage.connect.graph.throttle import Clock, Stopped, paces
from pilotage.connect.graph.token_cache import TokenCache
from pilotage.connect.graph.token_wire import TokenWire
from pilotage.connect.http import Bounds
from pilotage.connect.sources import Probe, Report
from pilotage.connect.vault import vault
from pilotage.facts.errors import InputError

MOST_DAYS = 180
MOMENT = 0.5
"""Seconds after which a sleeping thread looks whether it has to stop."""


@dataclass
class GraphSource:
    """Reads one tenant. What is not a setting has a usual value, which tests replace."""

    endpoint: str
    sign_in: SignIn
    verify: ssl.SSLContext | bool
    asked: tuple[Resource, ...]
    now: datetime
    clock: Clock = field(default_factory=Clock)
    since: Path | None = None
    seed: int | None = None
    patience: Patience = USUAL_PATIENCE
    bounds: Bounds = http.USUAL

    def probe(self) -> Iterator[Probe]:
        """Yield whether each question can be asked, at the cost of two requests.

        Raises:
            SourceDenied, SourceBusy: the tenant cannot be reached, trusted or signed in to.
        """
        self.sign_in.token()
        with http.client(verify=self.verify) as wire:
            client = self._client(wire, lambda stream, effort: None, threading.Event())
            yield from probed(client, self.asked, self.now)

    def collect(self, answers: Answers, report: Report) -> None:
        """Ask everything and keep what is said, as ``connect.sources.Source`` promises."""
        self.sign_in.token()
        stop = threading.Event()
        now = answers.begun or self.now
        with http.client(verify=self.verify) as wire:
            client = self._client(wire, answers.spent, stop)
            run = Run(client, answers, _one_at_a_time(report), now, usable(self.since))
            Collection(run, self.asked, stop).fill()

    def _client(
        self, wire: httpx.Client, spend: Callable[[str, Effort], None], stop: threading.Event
    ) -> Client:
        clock = _stoppable(self.clock, stop)
        return Client(
            self.endpoint,
            wire,
            self.sign_in.token,
            paces(clock),
            spend,
            clock,
            random.Random(self.seed),
            self.patience,
            self.bounds,
            stop.is_set,
        )


def open_graph(
    settings: Mapping[str, str], tell: Callable[[str], None] | None = None
) -> GraphSource:
    """Return the source that ``settings`` describe; nothing is asked yet.

    ``tell`` shows a person where to enter which code; without it, that goes to standard error.

    Raises:
        InputError: a setting is missing or makes no sense.
    """
    now = datetime.now(UTC)
    cloud = CLOUDS[settings.get("cloud") or "global"]
    endpoint = _address(settings, "endpoint", cloud.graph)
    login = _address(settings, "authority", cloud.login)
    verify = _trust(settings.get("ca_file", ""))
    days = settings.get("days", "")
    if days and not (days.isdecimal() and 0 < int(days) <= MOST_DAYS):
        raise InputError("is no number of days from 1 to 180", where="days")
    sign_in = SignIn(
        f"{login}/{settings['tenant']}",
        settings["client_id"],
        f"{endpoint}/.default",
        _credential(settings, now),
        TokenWire(verify),
        _cache(settings.get("token_cache", "")),
        tell or _to_standard_error,
    )
    asked = tuple(each.within(int(days)) if days else each for each in _wanted(settings))
    since = Path(settings["since"]) if settings.get("since") else None
    return GraphSource(endpoint, sign_in, verify, asked, now, since=since)


def _wanted(settings: Mapping[str, str]) -> tuple[Resource, ...]:
    """Return what is asked: everything, but for what a setting has to want.

    Raises:
        InputError: a setting wants what a person cannot read of others.
    """
    wanted = tuple(
        one for one in resources() if not one.setting or settings.get(one.setting) == YES
    )
    alone = [one.setting for one in wanted if one.setting and not one.delegated]
    if alone and settings.get("sign_in") == DEVICE:
        fix = "Leave it out, or sign in with a certificate."
        raise InputError("can be read by an application only", where=alone[0], fix=fix)
    return wanted


def _address(settings: Mapping[str, str], key: str, usual: str) -> str:
    address = (settings.get(key) or usual).rstrip("/")
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.hostname or parts.username or parts.query:
        raise InputError("is no address that begins with https://", where=key)
    return address


def _trust(ca_file: str) -> ssl.SSLContext | bool:
    """Return whom to trust: the usual authorities, or only those of a file."""
    if not ca_file:
        return True
    try:
        return ssl.create_default_context(cafile=ca_file)
    except (OSError, ssl.SSLError) as error:
        says = "holds no certificate of an authority in PEM"
        raise InputError(says, where=ca_file) from error


def _credential(settings: Mapping[str, str], now: datetime) -> str | Mapping[str, str] | None:
    how = settings.get("sign_in") or CERTIFICATE
    needed = {CERTIFICATE: "certificate_file", SECRET: "secret"}.get(how)
    if needed is None:
        return None
    if not settings.get(needed):
        raise InputError(f"is needed to sign in with a {how}", where=needed)
    if how == SECRET:
        return settings["secret"]
    password = settings.get("certificate_password", "")
    return certificate(Path(settings["certificate_file"]), password, now)


def _cache(path: str) -> TokenCache:
    return TokenCache(Path(path), vault()) if path else TokenCache(None, None)


def _to_standard_error(text: str) -> None:
    sys.stderr.write(f"{text}\n")


def _one_at_a_time(report: Report) -> Report:
    """Return a report that several threads may call."""
    lock = threading.Lock()

    def tell(what: str, done: int, of: int) -> None:
        with lock:
            report(what, done, of)

    return tell


def _stoppable(clock: Clock, stop: threading.Event) -> Clock:
    """Return a clock whose sleep ends when ``stop`` is set, after a moment at most."""

    def sleep(seconds: float) -> None:
        until = clock.now() + seconds
        while (left := until - clock.now()) > 0:
            if stop.is_set():
                raise Stopped
            clock.sleep(min(left, MOMENT))

    return Clock(clock.now, sleep)
