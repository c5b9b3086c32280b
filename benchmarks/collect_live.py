"""Collecting a tenant of 10,000 people through Microsoft Graph, as the emulator limits it.

Time passes faster for both sides, so that minutes of waiting take seconds; our own work is then
counted as many times, against us.
"""

from __future__ import annotations

import json
import math
import os
import random
import signal
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import httpx
import polars as pl
from polars.testing import assert_frame_equal

from benchmarks.figure import Figure, peak_mb, seconds_figure
from pilotage.connect.answers import Answers
from pilotage.connect.graph import KIND
from pilotage.connect.graph.source import GraphSource
from pilotage.connect.graph.throttle import LIMITS, Clock
from pilotage.engine.pipeline import collect

CHECKOUT = Path(__file__).parents[1]
LIMIT_REQUESTS = 300
SCANNER_REQUESTS = 10_885
"""What a widely used scanner asks of such a tenant, by its own code: one question per person."""

SPEED = 4.0
KILLS, KILL_WITHIN = 20, (0.05, 0.8)
"""How often, and within how many seconds of its first page, a collection is killed."""

FLOOR = "floor of the limits"
PAGE = 999
LEAST = {
    "users": 10_000 / PAGE + 10_000 / 500,
    "reports/authenticationMethods/userRegistrationDetails": 10_000 / PAGE,
    "groups": 2_000 / PAGE,
    "devices": 12_000 / PAGE,
    "download": 5,
    "deviceManagement/managedDevices": 10_000 / PAGE,
    "auditLogs/signIns": 20_000 / 1000,
    "auditLogs/directoryAudits": 10_000 / 1000,
    "$batch": (2_000 + 10) / 20 + 500 / 20 + 1,
}
"""Objects over the largest page, by resource; of all others one. A batch holds twenty questions:
members of each group (one has eleven pages), assignments of each application, settings."""

REPORTS = (
    "reports/authenticationMethods/userRegistrationDetails",
    "auditLogs/signIns",
    "auditLogs/directoryAudits",
)
Tables = dict[str, pl.DataFrame]


@dataclass(frozen=True)
class Emulated:
    """A running emulator: how to sign in, and how many seconds pass there in one of ours."""

    said: Mapping[str, str]
    speed: float

    @property
    def settings(self) -> dict[str, str]:
        """Return the settings that open a wire to it."""
        return {
            "tenant": self.said["tenant"],
            "client_id": self.said["client_id"],
            "sign_in": "secret",
            "secret": self.said["client_secret"],
            "endpoint": self.said["address"],
            "authority": self.said["address"],
            "ca_file": self.said["certificate"],
        }

    def requests(self) -> dict[str, int]:
        """Return how often each resource was asked so far."""
        trust = ssl.create_default_context(cafile=self.said["certificate"])
        asked = httpx.get(f"{self.said['address']}/_emulator/counts", verify=trust)
        found: dict[str, int] = asked.json()["requests"]
        return found


@contextmanager
def emulated(*options: str, speed: float = SPEED) -> Iterator[Emulated]:
    """Run the emulator with the plain tenant in a process of its own."""
    command = [sys.executable, "-m", "tests.emulator", "--synthetic", "--speed", str(speed)]
    with subprocess.Popen([*command, *options], stdout=subprocess.PIPE, cwd=CHECKOUT) as process:
        assert process.stdout
        try:
            yield Emulated(json.loads(process.stdout.readline()), speed)
        finally:
            process.terminate()


def source(settings: Mapping[str, str], speed: float) -> GraphSource:
    """Return a wire that lives in the time of the emulator."""
    made = KIND.open(settings)
    assert isinstance(made, GraphSource)
    made.clock = Clock(lambda: time.monotonic() * speed, lambda s: time.sleep(s / speed))
    made.seed = 1
    return made


def fill(settings: Mapping[str, str], speed: float, folder: Path) -> float:
    """Collect into ``folder`` and return the seconds that passed there."""
    began, answers = time.monotonic(), Answers(folder)
    source(settings, speed).collect(answers, lambda what, done, of: None)
    assert not answers.withheld, answers.withheld
    answers.complete(kind=KIND.id)
    return (time.monotonic() - began) * speed


def tables(folder: Path) -> Tables:
    """Return what was collected, by table."""
    now = datetime.combine(date.today(), datetime.min.time(), UTC)
    reading = collect([folder], "source", now, lambda what, done, of: None)
    return {name: one.frame for name, one in reading.snapshot.captures.items()}


def check_same(found: Tables, whole: Tables) -> None:
    """Check that not one object is lost or doubled."""
    assert found.keys() == whole.keys()
    for name, frame in whole.items():
        assert_frame_equal(found[name], frame)


def least(requests: Mapping[str, int]) -> dict[str, int]:
    """Return the least requests that each resource could be read with."""
    return {name: math.ceil(LEAST.get(name, 1)) for name in requests}


def floor_seconds() -> float:
    """Return the least time that the limits allow for the least requests."""
    activity, reports = math.ceil(10_000 / 500), sum(math.ceil(LEAST[name]) for name in REPORTS)
    slow = ((LIMITS["sign-in activity"], activity), (LIMITS["identity reports"], reports))
    return max((math.ceil(count / limit.most) - 1) * limit.seconds for limit, count in slow)


def show(requests: Mapping[str, int]) -> None:
    """Print what each resource took beside the least possible."""
    for name, fewest in sorted(least(requests).items()):
        print(f"{requests[name]:5} requests, least {fewest:5}  {name}", file=sys.stderr)


def kill_once(emulator: Emulated, folder: Path, seconds: float) -> bool:
    """Collect in another process and kill it; return whether it was not done before."""
    child = "import sys; from benchmarks.collect_live import go_on; go_on(*sys.argv[1:])"
    settings = json.dumps(emulator.settings)
    command = [sys.executable, "-c", child, settings, str(emulator.speed), str(folder)]
    with subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        time.sleep(seconds)
        if process.poll() is None:
            os.kill(process.pid, signal.SIGKILL)
    return process.returncode == -signal.SIGKILL


def go_on(settings: str, speed: str, folder: str) -> None:
    """Say that work begins, and collect where an earlier attempt ended."""
    print("begun", flush=True)
    fill(json.loads(settings), float(speed), Path(folder))


def killed(emulator: Emulated, scratch: Path, whole: Tables) -> int:
    """Kill collections twenty times in all; return how many of them were begun and ended."""
    dice, kills, folder = random.Random(1), 0, 0
    while kills < KILLS:
        place = scratch / f"killed-{folder}"
        if kill_once(emulator, place, dice.uniform(*KILL_WITHIN)):
            kills += 1
        else:
            folder += 1
    folders = sorted(scratch.glob("killed-*"))
    for place in folders:
        fill(emulator.settings, emulator.speed, place)
        check_same(tables(place), whole)
    return len(folders)


def figures() -> Iterator[Figure]:
    """Yield requests and time beside what the limits allow, with refusals, and when killed."""
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        with emulated() as emulator:
            seconds = fill(emulator.settings, emulator.speed, scratch / "whole")
            requests = emulator.requests()
        whole = tables(scratch / "whole")
        assert whole["users"].height == 10_000
        assert whole["memberships"].height == 100_000
        show(requests)
        yield from _counted(requests, seconds)
        yield seconds_figure("collect_live.10k", seconds, FLOOR, floor_seconds())
        with emulated("--fault", "busy:0.05") as emulator:
            refused = fill(emulator.settings, emulator.speed, scratch / "refused")
        check_same(tables(scratch / "refused"), whole)
        yield seconds_figure("collect_live.5_percent_429", refused, FLOOR, floor_seconds())
        with emulated("--no-limits", speed=2 * SPEED) as emulator:
            collections = killed(emulator, scratch, whole)
            spent = sum(emulator.requests().values()) / collections
        yield _figure("killed_20_times", spent, "undisturbed", sum(requests.values()), 0.0)


def _counted(requests: Mapping[str, int], seconds: float) -> Iterator[Figure]:
    total = sum(requests.values())
    fewest = sum(least(requests).values())
    yield _figure("requests_10k", total, "limit", LIMIT_REQUESTS, seconds)
    yield _figure("requests_10k_over_least", total, "least possible", fewest, seconds)
    yield _figure(
        "requests_10k_over_scanner", total, "a widely used scanner", SCANNER_REQUESTS, seconds
    )


def _figure(name: str, value: float, peer: str, peer_value: float, seconds: float) -> Figure:
    full = f"collect_live.{name}"
    return Figure(full, value, "requests", peer, peer_value, seconds, peak_mb())
