"""A runbook to start from: the pilot of Harbour Foods on a Friday evening."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import harbour

from pilotage.facts.engagement import Engagement
from pilotage.facts.plan import Wave
from pilotage.facts.runbook import Gate, Kind, Runbook, Step
from pilotage.runbook import write_runbook
from pilotage.runbook.template import TEMPLATES, read_template

NOW = harbour.NOW
OPENS = datetime(2026, 2, 6, 17, tzinfo=UTC)
"""Friday, six in the evening in Amsterdam."""
NAMES = {"ana": "Ana Quay", "ben": "Ben Pier", "chen": "Chen Dock", "dara": "Dara Mole"}
PEOPLE = """
[[person]]
name = "Ana Quay"
roles = ["sponsor"]
phone = "+31 20 000 0001"
backup = "Ben Pier"
[[person]]
name = "Chen Dock"
roles = ["lead", "engineer"]
phone = "+31 20 000 0002"
[[vendor]]
name = "Harbour Lines"
service = "Circuit"
out_of_hours = "+31 20 000 0003"
"""


def names_used(kind: Kind) -> set[str]:
    """Return every check that the template of ``kind`` names."""
    template = read_template(kind)
    return {check for step in template.step for check in step.checks} | {
        each.check for gate in template.gate for each in gate.criterion if each.check
    }


CHECKS = set().union(*(names_used(kind) for kind in Kind))


def engagement(text: str = PEOPLE, **migration: Any) -> Engagement:
    """Return the engagement of Harbour Foods in Amsterdam time, with people on duty."""
    made = harbour.engagement(text)
    return harbour.engagement(
        text, migration=replace(made.migration, **{"time_zone": "Europe/Amsterdam", **migration})
    )


def wave(**changes: Any) -> Wave:
    """Return the pilot: four people, 8 GB, Friday evening, ten hours."""
    usual: dict[str, Any] = {
        "number": 0,
        "day": 25,
        "members": tuple(NAMES),
        "users": 4,
        "gb": 8,
        "tickets": 1.6,
        "starts_at": OPENS,
        "ends_at": OPENS + timedelta(hours=10),
        "pilot": True,
    }
    return Wave(**{**usual, **changes})


def runbook(kind: Kind = Kind.TENANT_TO_TENANT, *, last: bool = False, **changes: Any) -> Runbook:
    """Return the runbook of ``wave(**changes)``."""
    return write_runbook(
        wave(**changes), engagement(), kind, checks=CHECKS, movers=(), names=NAMES, last=last
    )


def steps(written: Runbook) -> dict[str, Step]:
    """Return the steps by name."""
    return {item.key.partition("/")[2]: item for item in written.items if isinstance(item, Step)}


def gates(written: Runbook) -> dict[str, Gate]:
    """Return the gates by name."""
    return {item.key.partition("/")[2]: item for item in written.items if isinstance(item, Gate)}


def folder_with(tmp_path: Path, kind: Kind, change: Callable[[str], str]) -> Path:
    """Return a copy of the templates in which ``change`` was applied to that of ``kind``."""
    folder = tmp_path / "templates"
    shutil.copytree(str(TEMPLATES), folder)
    file = folder / f"{kind.value}.toml"
    before = file.read_text("utf-8")
    after = change(before)
    assert after != before, "the change found nothing to change"
    file.write_text(after, "utf-8")
    return folder
