from __future__ import annotations

from handover.sample import cells, material

from pilotage.handover.sections.dependencies import dependencies


def test_hubs_name_what_holds_departments_together():
    [first, *_] = cells(dependencies(material()).hubs)

    assert first[:4] == ("Orders", "Shared mailbox", "14", "9")
