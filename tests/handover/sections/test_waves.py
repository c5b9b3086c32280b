from __future__ import annotations

from dataclasses import replace

from handover.sample import cells, material

from pilotage.handover.sections.waves import waves


def test_every_wave_says_its_window_load_and_largest_departments():
    [pilot, *_] = cells(waves(material()).waves)

    assert pilot[0] == "Wave 0, pilot"
    assert pilot[1] == "Sat 17 Jan 2026, 18:00 to Sun 02:00 CET"
    assert pilot[3:5] == ("13 of 60", "61, no limit")
    assert "and 6 more" in pilot[7]


def test_cuts_per_wave_are_counted_in_the_graph_not_in_what_the_plan_names():
    rich = material()
    few = replace(rich, plan=replace(rich.plan, cuts=()))

    assert cells(waves(few).waves) == cells(waves(rich).waves)
