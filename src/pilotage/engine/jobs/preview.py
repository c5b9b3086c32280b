"""Show what moving people between waves would do, without keeping anything."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from pilotage.engine.effect import Effect
from pilotage.engine.moving import Standing, effect_of, units_of
from pilotage.engine.worker import Task
from pilotage.store.runs import latest

EFFECT = TypeAdapter(Effect)


def run(task: Task) -> Any:
    """Return the effect of ``moves``, a wave by unit, and the run that it was computed from."""
    now = task.engagement.now
    shown = latest(task.engagement)
    moves = units_of(shown, task.arguments["moves"])
    task.report("Compare the two plans", 0, 1)
    effect = effect_of(Standing.of(task.engagement, task.folder, now), moves)
    return {"run": shown.number, "effect": EFFECT.dump_python(effect, mode="json")}
