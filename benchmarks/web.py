"""Pages with 10,000 people and 200 clients: 20 readers and 50 writers at once, on SQLite.

A reader looks at a page for a second before asking for the next. ``each`` is what one answer
takes of the whole machine when 20 ask without a pause; its limit is 20 answers a second.
"""

from __future__ import annotations

import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType

import httpx

from benchmarks.figure import Figure, peak_mb
from pilotage.store.records import open_records

READERS, EACH, WRITERS = 20, 10, 50
MEDIAN, SLOWEST, PORTFOLIO = 0.1, 0.25, 0.2
"""Limits in seconds: the median, the 95th percentile, and the page of all clients."""

MIGRATION = "/c/large-demo/m/large"
PAUSE, AT_ONCE = 1.0, 0.05
"""Seconds that a reader looks at a page, and that one answer may take of the machine."""

PAGES = {
    "overview": MIGRATION,
    "waves": f"{MIGRATION}/waves",
    "wave": f"{MIGRATION}/waves/1",
}
STARTS_WITHIN = 60


def figures() -> Iterator[Figure]:
    """Yield the times of each page, and how many writes were lost."""
    home = Path(tempfile.mkdtemp())
    records = furnished(home)
    with served(home) as address, signed_in(address, records) as browser:
        for name, path in PAGES.items():
            taken = read(browser, path, PAUSE)
            yield _figure(f"web.{name}_10000.median", statistics.median(taken), MEDIAN)
            yield _figure(f"web.{name}_10000.p95", _percentile(taken), SLOWEST)
            began = time.perf_counter()
            busy = len(read(browser, path, 0.0))
            yield _figure(f"web.{name}_10000.each", (time.perf_counter() - began) / busy, AT_ONCE)
        alone = [_timed(browser, "/portfolio") for _ in range(EACH)]
        yield _figure("web.portfolio_200", statistics.median(alone), PORTFOLIO)
        began = time.perf_counter()
        _write(browser)
        seconds = time.perf_counter() - began
        yield Figure(
            "web.writers_50", records.excuses(), "writes kept", "asked", WRITERS, seconds, peak_mb()
        )


def furnished(home: Path) -> ModuleType:
    """Fill records in ``home``; models can be imported only once the records are open."""
    open_records(home, new=True)
    records = import_module("benchmarks.web_records")
    records.furnish(home)
    return records


@contextmanager
def served(home: Path, processes: int = 2) -> Iterator[str]:
    """Yield the address of the pages, served by a process of their own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    pilotage = Path(sys.executable).with_name("pilotage")
    words = [pilotage, "--home", home, "web", "--port", str(port), "--processes", str(processes)]
    server = subprocess.Popen(words, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _until(lambda: httpx.get(f"{address}/accounts/login/").status_code)
        yield address
    finally:
        server.terminate()
        server.wait(20)


def _until(ask: Callable[[], int]) -> None:
    end = time.monotonic() + STARTS_WITHIN
    while True:
        try:
            ask()
            return
        except httpx.TransportError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


@contextmanager
def signed_in(address: str, records: ModuleType) -> Iterator[httpx.Client]:
    """Yield a client in which the owner is signed in."""
    limits = httpx.Limits(max_connections=WRITERS)
    with httpx.Client(base_url=address, timeout=60, limits=limits) as browser:
        token = _token(browser.get("/accounts/login/").text)
        form = {"login": records.EMAIL, "password": records.PASSWORD, "csrfmiddlewaretoken": token}
        browser.post("/accounts/login/", data=form)
        assert "sessionid" in browser.cookies, "nobody could sign in"
        yield browser


def _token(page: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def _timed(browser: httpx.Client, path: str) -> float:
    began = time.perf_counter()
    answer = browser.get(path)
    assert answer.status_code == httpx.codes.OK, (path, answer.status_code)
    return time.perf_counter() - began


def read(browser: httpx.Client, path: str, pause: float) -> list[float]:
    """Return the seconds of each answer while 20 people read, each with a pause in between."""
    _timed(browser, path)

    def reader(number: int) -> list[float]:
        taken = []
        time.sleep(pause * number / READERS)
        for _ in range(EACH):
            taken.append(_timed(browser, path))
            time.sleep(pause)
        return taken

    with ThreadPoolExecutor(READERS) as pool:
        return [seconds for taken in pool.map(reader, range(READERS)) for seconds in taken]


def _percentile(taken: list[float]) -> float:
    return statistics.quantiles(taken, n=20)[-1]


def _write(browser: httpx.Client) -> None:
    """Ask for 50 excuses at once; none may be refused."""
    token = _token(browser.get(PAGES["wave"]).text)

    def excuse(number: int) -> int:
        form = {
            "csrfmiddlewaretoken": token,
            "person": f"person-{number}",
            "item": "account",
            "why": "bench",
            "until": "2026-12-31",
        }
        return browser.post(f"{PAGES['wave']}/excuse", data=form).status_code

    with ThreadPoolExecutor(WRITERS) as pool:
        codes = list(pool.map(excuse, range(WRITERS)))
    assert set(codes) == {httpx.codes.FOUND}, codes


def _figure(name: str, seconds: float, limit: float) -> Figure:
    return Figure(name, seconds, "s", "limit", limit, seconds, peak_mb())
