"""The main job on an engagement of the records: judge and plan anew, and keep what came out."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from pilotage.engine.pipeline import Report, prepare
from pilotage.engine.plans import remembering, solving
from pilotage.engine.recording import record
from pilotage.engine.run import Run as Done
from pilotage.engine.run import outputs_of, stored_situation
from pilotage.facts.actor import Actor
from pilotage.store.agreed import agreed
from pilotage.store.clients import folder_of
from pilotage.store.home import writing
from pilotage.store.models import Engagement, Run
from pilotage.store.publish import publish


def judge_again(
    engagement: Engagement,
    folder: Path,
    *,
    now: datetime,
    effort: str,
    report: Report,
    by: Actor,
    replan: bool = False,
) -> Run:
    """Judge what the folder remembers by what is agreed now, and keep it as a new run.

    The plan stays as long as its problem does; ``replan`` solves it anew in any case.
    """
    with writing(folder):
        situation = replace(stored_situation(folder, now), engagement=agreed(engagement))
        again = solving(effort, report)
        solve_it = again if replan else remembering(folder, situation, effort, report)
        prepared = prepare(situation, solve_it, report)
        publish(folder, outputs_of(prepared))
        return record(prepared, engagement, folder, now, by)


def record_run(done: Done, engagement: Engagement, home: Path, *, at: datetime, by: Actor) -> Run:
    """Keep a run of the main job in the records of its engagement."""
    return record(done.prepared, engagement, folder_of(engagement, home), at, by)
