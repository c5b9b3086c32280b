from __future__ import annotations

from handover.sample import cells, material

from pilotage.handover.sections.runbooks import runbooks


def test_a_runbook_says_how_long_and_from_when_there_is_no_way_back():
    [first, *_] = cells(runbooks(material()).table)

    assert first[2:6] == ("4", "1", "5 h 10 min", "20 min")
    assert first[6:] == ("T+2 h: Switch the mail records", "1", "runbooks/wave-0.html")
