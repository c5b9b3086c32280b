from __future__ import annotations

from handover.sample import material

from pilotage.facts.readiness import Level
from pilotage.handover.sections.risks import risks


def test_the_highest_risk_comes_first():
    levels = [str(row[0]) for row in risks(material()).rows]

    assert levels == ["High", "Medium", "Low"]
    assert {level.name for level in Level} == {level.upper() for level in levels}
