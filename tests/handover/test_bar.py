from __future__ import annotations

from pilotage.handover.bar import WIDTH, bar


def test_the_bar_of_an_area_shows_each_count_in_its_share():
    parts = bar(1, 1, 2)

    assert [(part.mark, part.width) for part in parts] == [("bad", 50), ("unk", 50), ("ok", 100)]
    assert sum(part.width for part in parts) == WIDTH
    assert bar(0, 0, 0) == ()
