from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from handover.sample import cells, material

from pilotage.facts.runbook import Step
from pilotage.handover.sections.runbooks import in_window, runbooks


def test_a_runbook_says_how_long_and_from_when_there_is_no_way_back():
    [first, *_] = cells(runbooks(material()).table)

    assert first[2:6] == ("4", "1", "5 h 10 min", "20 min")
    assert first[6:] == ("T+2 h: Switch the mail records", "1", "runbooks/wave-0.html")


def test_what_is_done_days_after_the_window_is_not_counted_into_it():
    rich = material()
    [first, *rest] = rich.runbooks
    review = Step("review", "Review", "hypercare", "lead", timedelta(days=7), 60, "minutes kept")
    longer = replace(first, items=(*first.items, review))

    assert in_window(longer) == in_window(first) == timedelta(hours=5, minutes=10)
    [row, *_] = cells(runbooks(replace(rich, runbooks=(longer, *rest))).table)
    assert row[2:5] == ("5", "1", "5 h 10 min")
