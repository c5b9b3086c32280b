from __future__ import annotations

from dataclasses import replace

from handover.sample import material

from pilotage.handover.sections.cuts import cuts


def test_cuts_are_counted_in_the_graph_and_listed_worst_first():
    rich = material()
    chapter = cuts(rich)
    cost = [weight * apart for *_, apart, weight, _ in chapter.heaviest.rows]

    assert cost == sorted(cost, reverse=True)
    assert chapter.counted == rich.graph.edges.height
    assert chapter.cut == len(rich.plan.cuts) == chapter.heaviest.total


def test_cuts_that_the_plan_does_not_name_are_not_promised():
    rich = material()
    few = replace(rich.plan, cuts=rich.plan.cuts[:5])

    heaviest = cuts(replace(rich, plan=few)).heaviest
    assert heaviest.extent.endswith("the heaviest 5 in the workbook")
