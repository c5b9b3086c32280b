from dataclasses import replace
from datetime import date

import pytest
from handover.sample import empty, graph, material, plan, situation

from pilotage.facts.engagement import Freeze
from pilotage.handover.gantt import AXIS, Scale, gantt, short


def test_without_a_plan_there_is_nothing_to_draw():
    assert gantt(empty()) is None


def test_waves_lie_in_time_order_on_the_axis():
    drawing = gantt(material())

    places = [row.x for row in drawing.rows]
    assert places == sorted(places)
    assert AXIS[0] < places[0]
    assert places[-1] < drawing.deadline < AXIS[1]
    assert drawing.rows[0].title == "Pilot"


def test_a_plan_without_windows_is_drawn_by_its_days():
    made = plan(graph())
    undated = [replace(wave, starts_at=None, ends_at=None) for wave in made.waves]

    dated = gantt(material())
    drawn = gantt(material(plan=replace(made, waves=tuple(undated))))
    assert [row.says for row in drawn.rows] == [row.says for row in dated.rows]


def test_a_wave_over_its_capacity_is_marked_and_none_means_no_limit():
    made = plan(graph())
    wave = replace(made.waves[0], users=70.0, cap_users=60, gb=0, cap_gb=0, cap_tickets=-1)
    people, gb, tickets = gantt(material(plan=replace(made, waves=(wave,)))).rows[0].meters

    assert (people.full, people.says) == (True, "70 of 60")
    assert not gb.full
    assert (tickets.width, tickets.says) == (None, "5, no limit")


def test_freezes_have_a_lane_per_department_and_a_band_for_everyone():
    drawing = gantt(material())

    assert [name for name, _ in drawing.lanes] == ["Finance", "Warehouse"]
    assert [band.says for band in drawing.bands] == [
        "Everyone frozen 16 Feb to 20 Feb, winter holiday"
    ]


def test_a_freeze_outside_the_axis_is_not_drawn():
    agreed = situation().engagement
    far = tuple(Freeze(who, date(2030, 1, 1), date(2030, 1, 9)) for who in ("*", "Finance"))
    drawing = gantt(material(situation=situation(engagement=replace(agreed, freeze=far))))

    assert drawing.bands == drawing.blocks == ()


def test_a_deadline_out_of_reach_does_not_squeeze_the_waves():
    agreed = situation().engagement
    late = replace(agreed, migration=replace(agreed.migration, deadline=date(2046, 1, 1)))
    drawing = gantt(material(situation=situation(engagement=late)))

    assert drawing.deadline is None
    assert drawing.rows[-1].x > 400


@pytest.mark.parametrize("days", [10, 60, 80, 150, 300, 1200, 3000])
def test_the_calendar_stays_readable(days):
    first = date(2026, 1, 12)

    assert len(Scale(first, date.fromordinal(first.toordinal() + days)).ticks()) in range(1, 11)


def test_large_figures_are_short():
    assert [short(value) for value in (7.4, 9_999, 12_300)] == ["7", "9999", "12k"]
