"""The worker: takes jobs from the queue, one after the other, until it is told to stop."""

from __future__ import annotations

import importlib
import logging
import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import Any

from pilotage.facts.actor import Actor
from pilotage.facts.errors import InputError, PilotageError
from pilotage.store import jobs
from pilotage.store.clients import folder_of
from pilotage.store.models import Engagement
from pilotage.store.records import leave, rest

log = logging.getLogger(__name__)
JOBS = "pilotage.engine.jobs"
IDLE_SECONDS = 0.2
BEAT_SECONDS = 5.0


@dataclass(frozen=True)
class Task:
    """A job as it is done: on what, with which arguments, for whom, and how to say how far it is.

    ``folder`` is the engagement's; ``home`` is where the records of every client are.
    """

    arguments: dict[str, Any]
    engagement: Engagement
    home: Path
    by: Actor
    report: Callable[[str, int, int], None]

    @property
    def folder(self) -> Path:
        """Return the folder that holds the snapshots and plans of the engagement."""
        return folder_of(self.engagement, self.home)


def work(home: Path, stop: Event, *, until_idle: bool = False) -> int:
    """Do jobs until ``stop`` is set, or until there is none left; returns how many were done."""
    name, count = f"{socket.gethostname()}-{os.getpid()}", 0
    while not stop.is_set():
        rest()
        held = jobs.take(name)
        if held is not None:
            do(held, home)
            count += 1
        elif until_idle:
            break
        else:
            jobs.give_up_lost()
            stop.wait(IDLE_SECONDS)
    return count


def do(held: jobs.Held, home: Path) -> None:
    """Do one job, and write down how it ended; a job that fails never ends the worker."""
    state = {"doing": "", "done": 0, "of": 0}
    over = Event()
    beat = Thread(target=_beat, args=(held, state, over), daemon=True)
    beat.start()
    try:
        result, error = _run(held, home, state), ""
    except PilotageError as refused:
        result, error = None, str(refused)
        log.warning("job.refused", extra={"job": held.id, "job_name": held.name})
    except Exception as fault:
        result, error = None, f"this should not happen ({type(fault).__name__}); see the log"
        log.exception("job.failed", extra={"job": held.id, "job_name": held.name})
    finally:
        over.set()
        beat.join()
    jobs.end(held, result=result, error=error)


def _run(held: jobs.Held, home: Path, state: dict[str, Any]) -> Any:
    if held.engagement is None or not held.name.isidentifier():
        raise InputError(f"there is no job {held.name}")

    def report(what: str, done: int, of: int) -> None:
        state.update(doing=what, done=done, of=of)

    task = Task(held.arguments, held.engagement, home, Actor(held.asked_by, "worker"), report)
    return importlib.import_module(f"{JOBS}.{held.name}").run(task)


def _beat(held: jobs.Held, state: dict[str, Any], over: Event) -> None:
    """Hold the job while it is done, and say how far it is."""
    while not over.wait(BEAT_SECONDS if state["done"] else 1.0):
        jobs.hold(held, state["doing"], state["done"], state["of"])
    leave()
