"""Passes of each wave: in order, before their window, and bound by a limit that has a name."""

from dataclasses import replace
from datetime import timedelta

import pytest
from plan.copying.waves import FILES, LOADS, MAIL, QUAY, WAVES, ground

from pilotage.facts.engagement import Capacity
from pilotage.plan.copying import Fill, Line, copied, fills


def test_each_wave_has_a_first_pass_a_delta_and_a_final_delta():
    made = copied(WAVES, LOADS, ground(line=QUAY))

    names = [(each.wave, each.name) for each in made.passes]
    expected = ("pre-copy", "delta sync", "final delta")
    assert names == [(wave.number, name) for wave in WAVES for name in expected]
    assert not made.late
    assert all(each.starts <= each.ends <= each.due for each in made.passes)


def test_the_first_pass_is_over_two_days_before_the_window():
    first = copied(WAVES, LOADS, ground(line=QUAY)).passes[0]

    assert first.due == WAVES[0].starts_at - timedelta(days=2)
    assert first.starts >= WAVES[0].starts_at - timedelta(days=14)


def test_a_slow_line_binds_and_says_so():
    made = copied(WAVES[:1], LOADS, ground(line=Line("the link of Quay 1", 0.9)))
    first = made.passes[0]

    assert first.says.startswith("the link of Quay 1: 156 hours of 1")
    assert made.binding is first


def test_a_line_that_is_too_slow_is_late_with_its_name():
    made = copied(WAVES[:1], LOADS, ground(line=Line("the link of Quay 1", 0.1)))

    assert made.late[0].name == "pre-copy"
    assert "the link of Quay 1" in made.late[0].says


def test_a_line_that_carries_nothing_never_ends():
    made = copied(WAVES[:1], LOADS, ground(line=Line("a dead link", 0.0)))

    assert made.passes[0].ends is None
    assert [each.name for each in made.late] == ["pre-copy", "delta sync", "final delta"]


def test_a_later_wave_waits_for_the_line_but_not_for_one_large_mailbox():
    held = copied(WAVES, LOADS, ground(line=Line("a line", 1.0))).passes
    free = copied(WAVES, LOADS, ground()).passes

    assert held[3].starts >= held[0].ends
    assert free[3].starts == WAVES[1].starts_at - timedelta(days=14)


def test_the_deltas_copy_what_changed_since():
    first, delta, final = copied(WAVES[:1], LOADS, ground()).passes

    assert first.gb == MAIL.gb + FILES.gb
    assert delta.gb == pytest.approx(0.12 * first.gb)
    assert final.gb == pytest.approx(0.02 * first.gb)


@pytest.mark.parametrize("gone", ["window", "load"])
def test_a_wave_without_window_or_data_has_no_pass(gone):
    wave = replace(WAVES[0], starts_at=None) if gone == "window" else WAVES[0]

    assert copied((wave,), LOADS if gone == "window" else (), ground()).passes == ()


def test_the_fullest_limit_of_a_wave_comes_first():
    passes = copied(WAVES[:1], LOADS, ground(line=QUAY)).passes
    engineers = Fill("Migration engineer, preparing", 30, 32, "hours")

    found = fills(WAVES[0], passes, Capacity(), [engineers])

    assert str(found[0]) == "Migration engineer, preparing: 30 hours of 32"
    assert [each.says for each in found[1:3]] == [
        "people of a window",
        "the help desk until the next wave",
    ]
    assert [each.share for each in found] == sorted((each.share for each in found), reverse=True)
