"""Moving people between waves: the effect first, then a new plan or a refusal with reasons."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from control_room import BY, NOW, home, ours

from pilotage.engine.moving import Standing, effect_of, move_units, move_wave
from pilotage.facts.engagement import Freeze
from pilotage.facts.errors import ChangedMeanwhile, Infeasible, NotKnown
from pilotage.plan.changes import Slip
from pilotage.plan.moving import moved
from pilotage.store import items, runs

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


def quiet(what: str, done: int, of: int) -> None:
    """Take no notice of progress."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "engagement"
    shutil.copytree(home() / ours().folder, copy, ignore=shutil.ignore_patterns(".lock"))
    return copy


def somebody(wave: int) -> str:
    """Return a person of a wave."""
    rows = runs.latest(ours()).members.filter(wave=wave, kind="user")
    return rows.values_list("unit", flat=True)[0]


def test_the_effect_names_who_moves_and_changes_nothing(folder):
    unit = somebody(2)
    before = (folder / "plan.json").read_bytes()

    effect = effect_of(Standing.of(ours(), folder, NOW), {unit: 3})

    assert effect.moves[unit] == 3
    assert "Cost of the plan" in {line.what for line in effect.lines}
    assert (folder / "plan.json").read_bytes() == before


def test_moving_a_full_wave_of_people_into_another_is_told_with_the_capacity(folder):
    rows = runs.latest(ours()).members.filter(wave__in=(1, 2), kind="user")
    everybody = dict.fromkeys(rows.values_list("unit", flat=True), 1)

    effect = effect_of(Standing.of(ours(), folder, NOW), everybody)

    assert any("its capacity is" in says for says in effect.broken)


def test_moving_somebody_who_is_not_in_the_plan_is_refused(folder):
    with pytest.raises(NotKnown, match="nobody-of-that-name"):
        effect_of(Standing.of(ours(), folder, NOW), {"nobody-of-that-name": 1})


def test_a_move_is_kept_as_a_new_plan(folder):
    engagement, seen = ours(), runs.latest(ours()).number
    standing = Standing.of(engagement, folder, NOW)
    unit, wave = next(free_moves(standing))

    kept = move_units(engagement, folder, {unit: wave}, seen=seen, now=NOW, report=quiet, by=BY)

    assert (kept.number, kept.kind) == (seen + 1, "plan")
    assert kept.members.get(unit=unit).wave == wave
    assert Standing.of(engagement, folder, NOW).wave.tolist() != standing.wave.tolist()


def free_moves(standing: Standing):
    """Yield the moves of one person that break no rule."""
    rows = runs.latest(ours()).members.filter(kind="user")
    for unit, now in rows.values_list("unit", "wave"):
        for wave in range(1, standing.problem.waves.k):
            after = moved(standing.problem, standing.wave, {unit: wave})
            if wave != now and not standing.broken(standing.problem, after):
                yield unit, wave


def test_who_looked_at_an_older_plan_is_told_whose_is_newer(folder):
    with pytest.raises(ChangedMeanwhile, match="while you looked at plan 0"):
        move_units(ours(), folder, {somebody(2): 3}, seen=0, now=NOW, report=quiet, by=BY)


def test_a_wave_does_not_move_into_a_freeze_and_the_reason_is_told_r25(folder):
    engagement = ours()
    day = Standing.of(engagement, folder, NOW).problem.waves.window[2][0].date() + WEEK
    month_end = Freeze("*", day, day, "Finance month end")
    items.save(engagement, "freeze", month_end, BY)

    with pytest.raises(Infeasible, match="Finance month end"):
        move_wave(engagement, folder, Slip(2, 7), now=NOW, report=quiet, by=BY)


def test_a_wave_that_is_later_stays_later(folder):
    engagement = ours()
    last = runs.section(runs.latest(engagement), "plan")["waves"][-1]["number"]
    was = Standing.of(engagement, folder, NOW).problem.waves.day[last]

    move_wave(engagement, folder, Slip(last, 1), now=NOW, report=quiet, by=BY)

    assert Standing.of(engagement, folder, NOW).problem.waves.day[last] == was + 1
