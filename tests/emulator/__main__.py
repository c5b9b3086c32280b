"""``python -m tests.emulator``: serve a tenant until the process is interrupted or terminated.

Prints one line of JSON: address, certificate of the authority, tenant, and the credentials of
the application.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import tempfile
import threading
from datetime import UTC, date, datetime
from pathlib import Path

from . import (
    NO_LIMITS,
    Clock,
    Emulator,
    Fault,
    Faults,
    Mishap,
    Registration,
    Running,
    Size,
    Tenant,
    demo_tenant,
    serving,
    synthetic,
)


def options() -> argparse.ArgumentParser:
    """Return the options of the command."""
    parser = argparse.ArgumentParser(prog="python -m tests.emulator", description=__doc__)
    parser.add_argument("--people", type=int, default=186, help="people in the demo")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--starts-on", type=date.fromisoformat, default=date.today(), help="the day of the demo"
    )
    parser.add_argument("--side", choices=("source", "target"), default="source")
    parser.add_argument(
        "--synthetic", action="store_true", help="10,000 plain people instead of the demo"
    )
    parser.add_argument("--port", type=int, default=0, help="0: any free one")
    parser.add_argument("--speed", type=float, default=1.0, help="seconds here in one of ours")
    parser.add_argument("--no-limits", action="store_true", help="refuse nothing as too much")
    parser.add_argument(
        "--fault", action="append", default=[], help="MISHAP[:RATE[:RESOURCE]], several times"
    )
    return parser


def fault(text: str) -> Fault:
    """Return the fault that ``MISHAP[:RATE[:RESOURCE]]`` names."""
    mishap, _, rest = text.partition(":")
    rate, _, resource = rest.partition(":")
    return Fault(Mishap(mishap), resource or "*", float(rate or 1))


def greeting(emulator: Emulator, running: Running, app: Registration) -> dict[str, str]:
    """Return what a client must know to sign in."""
    return {
        "address": running.address,
        "certificate": str(running.certificate),
        "tenant": emulator.tenant.id,
        "client_id": app.client_id,
        "client_secret": app.secret,
    }


def tenant(asked: argparse.Namespace) -> Tenant:
    """Return the tenant that was asked for."""
    if asked.synthetic:
        return synthetic(Size(), datetime.combine(asked.starts_on, datetime.min.time(), UTC))
    return demo_tenant(asked.people, asked.seed, asked.starts_on, asked.side)


def main(arguments: list[str]) -> None:
    """Serve until interrupted or terminated."""
    asked = options().parse_args(arguments)
    faults = Faults([fault(text) for text in asked.fault])
    app = Registration()
    emulator = Emulator(
        tenant(asked), (app,), Clock(asked.speed), faults, NO_LIMITS if asked.no_limits else None
    )
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(emulator, Path(folder), asked.port) as running,
    ):
        print(json.dumps(greeting(emulator, running, app)), flush=True)
        stopped.wait()


if __name__ == "__main__":
    main(sys.argv[1:])
