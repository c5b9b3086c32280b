from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import harbour
from handover.sample import cells, empty, material, situation
from harbour import NOW

from pilotage.handover.sections.sources import sources


def test_sources_say_when_they_were_read_and_how_much_they_gave():
    older = replace(harbour.tenant(), taken_at=NOW - timedelta(days=3))
    rows = cells(sources(material(situation=situation(source=older))).table)

    assert (
        "Source",
        "harbour-foods",
        "users",
        "test",
        "4",
        "Tue 6 Jan 2026, 10:00 CET",
        "",
    ) in rows
    assert sources(empty()).missing_sides == ("source", "target")
