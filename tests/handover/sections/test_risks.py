from __future__ import annotations

from dataclasses import replace

from handover.sample import RISKS, material

from pilotage.facts.readiness import Level
from pilotage.handover.sections.risks import risks


def test_the_highest_risk_comes_first():
    levels = [str(row[1]) for row in risks(material()).rows]

    assert levels == ["High", "Medium", "Low"]
    assert {level.name for level in Level} == {level.upper() for level in levels}


def test_a_risk_with_many_reasons_shows_three_and_keeps_all():
    many = tuple(f"Reason {n}." for n in range(9))
    [row] = risks(material(risks=(replace(RISKS[0], because=many),))).rows

    assert row[2].shown == many[:3]
    assert str(row[2]).splitlines() == list(many)
