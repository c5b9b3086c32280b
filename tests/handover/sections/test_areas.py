from __future__ import annotations

import pytest
from handover.sample import areas as states
from handover.sample import finding, material

from pilotage.facts.finding import Area, Outcome
from pilotage.handover.gaps import EXPORT
from pilotage.handover.sections.areas import MANY, areas


def test_an_area_names_who_answers_for_it_or_that_nobody_does():
    owners = {card.state.area: card.owner for card in areas(material()).cards}

    assert owners[Area.ALIGNMENT] == "Ana Vos, executive sponsor"
    assert owners[Area.SUPPORT] == "nobody yet, as no help-desk lead is named"


@pytest.mark.parametrize(("waiting", "told"), [(MANY, True), (MANY - 1, False)])
def test_an_area_says_what_one_thing_would_answer_many_of_its_questions(waiting, told):
    found = tuple(
        finding(Outcome.NOT_ASSESSED, "Not assessed: x was not exported.", f"teams.x{n}")
        for n in range(waiting)
    )
    other = finding(Outcome.NOT_ASSESSED, "Not assessed: it rains.", "identity.y")
    made = material(findings=(*found, other), areas=states((*found, other)))

    [card] = [each for each in areas(made).cards if each.state.area is Area.IDENTITY]
    assert card.state.not_assessed == waiting + 1
    assert (card.gap is not None) is told
    if card.gap:
        assert (card.gap.helps, len(card.gap.findings)) == (EXPORT, waiting)
