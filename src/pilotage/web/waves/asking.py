"""Ask the worker what a move would do, and then to keep it: for the pages and for scripts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pilotage.engine import queue
from pilotage.facts.errors import ChangedMeanwhile, InputError, NotKnown
from pilotage.store import jobs, members, runs
from pilotage.store.access import Scope
from pilotage.store.models import Job


def preview(
    scope: Scope,
    seen: str,
    to: int,
    units: Iterable[str],
    groups: Iterable[tuple[int, str]] = (),
) -> Job:
    """Ask what it would do to move units, and departments of waves, to the wave ``to``.

    ``seen`` is the number of the run that the person looked at.

    Raises:
        ChangedMeanwhile: a newer plan was saved.
        InputError: nobody was chosen.
    """
    refuse_stale(scope, seen)
    chosen = [*members.units_in(runs.latest(scope.engagement), list(groups)), *units]
    if not chosen:
        raise InputError("nobody was chosen", fix="Choose people or a department first.")
    return queue.ask(scope, "preview", {"moves": dict.fromkeys(chosen, to)})


def keep(scope: Scope, job: int, which: str = "asked") -> Job:
    """Ask to keep the plan that a preview showed, or the ``better`` one; twice asks once.

    Raises:
        NotKnown: the job is no preview that is done.
        ChangedMeanwhile: a newer plan was saved.
        InputError: a hard rule would be broken.
    """
    seen = jobs.job_of(scope.engagement, job)
    if seen.name != "preview" or seen.state != "done":
        raise NotKnown(f"job {job} has no effect to save")
    result: dict[str, Any] = seen.result or {}
    refuse_stale(scope, str(result["run"]))
    effect = result["effect"]
    chosen = effect["better"] if which == "better" else effect
    if chosen is None or chosen["broken"]:
        raise InputError("a hard rule would be broken; nothing was saved")
    arguments = {"moves": chosen["moves"], "seen": result["run"]}
    return queue.ask(scope, "move", arguments, key=f"move:{job}:{which}")


def refuse_stale(scope: Scope, seen: str) -> None:
    """Refuse what was decided while somebody else saved a newer plan."""
    standing = runs.latest(scope.engagement)
    if seen == str(standing.number):
        return
    was = runs.numbered(scope.engagement, seen)
    others = members.moved_between(was, standing) if was else []
    names = ", ".join(f"{row['name']} to wave {row['now']}" for row in others[:5])
    raise ChangedMeanwhile(
        f"{standing.by} saved plan {standing.number} in the meantime; nothing was changed. "
        f"Moved since then: {names or 'nobody'}.",
        standing,
    )
