"""How a test asks one check of one environment, through the engine, as a user would."""

from __future__ import annotations

from importlib import import_module

from harbour import NOW

from pilotage.assess import CHECKS
from pilotage.assess.asked import assess
from pilotage.facts.finding import Finding
from pilotage.facts.situation import Situation
from pilotage.facts.snapshot import Snapshot


def ask(id: str, snapshot: Snapshot) -> list[Finding]:
    """Return the findings of one check, loading that check alone."""
    import_module(f"pilotage.assess.checks.{id}")
    return list(assess(Situation(NOW, source=snapshot), [CHECKS[id]]))


def ask_one(id: str, snapshot: Snapshot) -> Finding:
    """Return the only finding of one check."""
    [finding] = ask(id, snapshot)
    return finding
