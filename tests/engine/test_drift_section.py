"""What a run keeps about drift: every side that was read twice, and nothing of one reading."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import polars as pl
from harbour import BLOCK_LEGACY, MFA_FOR_ALL, NOW, situation, tenant

from pilotage.engine.drift_section import drift_section
from pilotage.facts.dependency import DependencyGraph
from pilotage.facts.readiness import State, Verdict
from pilotage.handover.material import Material
from pilotage.store import snapshots

HOLE = MFA_FOR_ALL | {"exclude_users": ["dara"]}


NOTHING = DependencyGraph(pl.DataFrame(), pl.DataFrame(), pl.DataFrame())


def drifted(folder: Path, **later: Any) -> list[dict[str, Any]]:
    after = tenant(taken_at=NOW + timedelta(hours=12), **later)
    known = situation(source=after, target=None)
    return drift_section(Material(known, (), (), (), Verdict(State.UNKNOWN, ()), NOTHING), folder)


def test_one_reading_is_no_drift(tmp_path) -> None:
    assert drifted(tmp_path) == []


def test_a_hole_that_nobody_planned_is_counted_and_shown(tmp_path) -> None:
    snapshots.save(tenant(), tmp_path)

    [found] = drifted(tmp_path, conditional_access_policies=[BLOCK_LEGACY, HOLE])

    assert (found["side"], found["changes"], found["unplanned"]) == ("source", 1, 1)
    [row] = found["rows"]
    assert (row["column"], row["after"], row["planned"]) == ("exclude_users", "dara", None)


def test_the_same_again_is_no_change(tmp_path) -> None:
    snapshots.save(tenant(), tmp_path)

    [found] = drifted(tmp_path)

    assert (found["changes"], found["rows"]) == (0, [])
