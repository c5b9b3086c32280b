from __future__ import annotations

from handover.sample import material

from pilotage.facts.finding import Area
from pilotage.handover.sections.areas import WIDTH, areas, bar


def test_the_bar_of_an_area_shows_each_count_in_its_share():
    parts = bar(1, 1, 2)

    assert [(part.mark, part.width) for part in parts] == [("bad", 50), ("unk", 50), ("ok", 100)]
    assert sum(part.width for part in parts) == WIDTH
    assert bar(0, 0, 0) == ()


def test_an_area_names_who_answers_for_it_or_that_nobody_does():
    owners = {card.state.area: card.owner for card in areas(material()).cards}

    assert owners[Area.ALIGNMENT] == "Ana Vos, executive sponsor"
    assert owners[Area.SUPPORT] == "nobody yet, as no help-desk lead is named"
