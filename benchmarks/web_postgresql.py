"""The overview of 10,000 people on PostgreSQL, asked without a pause of four web processes."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from benchmarks.figure import Figure, peak_mb
from benchmarks.web import PAGES, furnished, read, served, signed_in

sys.path.append(str(Path(__file__).parent.parent / "tests"))

PROCESSES = 4
AT_LEAST = 20
"""Answers a second that 20 readers want who look at each page for a second."""


def figures() -> Iterator[Figure]:
    """Yield how many answers a second 20 readers get."""
    servers = import_module("servers.postgresql")
    home = Path(tempfile.mkdtemp())
    with servers.postgresql() as database:
        os.environ["DATABASE_URL"] = database
        records = furnished(home)
        with served(home, PROCESSES) as address, signed_in(address, records) as browser:
            began = time.perf_counter()
            answers = len(read(browser, PAGES["overview"], 0.0))
            seconds = time.perf_counter() - began
    name = f"web.postgresql_{PROCESSES}_processes"
    each = "answers/s"
    yield Figure(name, answers / seconds, each, "at least", AT_LEAST, seconds, peak_mb())
