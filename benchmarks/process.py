"""Run a benchmark in a process of its own, so that its peak memory is its own."""

from __future__ import annotations

import multiprocessing
import pkgutil
from importlib import import_module

import benchmarks
from benchmarks.figure import Figure

NOT_BENCHMARKS = {"__main__", "figure", "invented", "peers", "process", "proven", "web_records"}


def names() -> list[str]:
    """Return every benchmark by the name of its file."""
    found = {each.name for each in pkgutil.iter_modules(benchmarks.__path__)}
    return sorted(found - NOT_BENCHMARKS)


def measure(name: str) -> list[Figure]:
    """Run one benchmark in a fresh process and return its figures."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(figures_of, (name,))


def figures_of(name: str) -> list[Figure]:
    """Return the figures of one benchmark, measured in this process."""
    return list(import_module(f"benchmarks.{name}").figures())
