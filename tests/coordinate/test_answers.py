"""Who has not answered, and where answers differ."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from pilotage.coordinate.answers import asked, questions
from pilotage.facts.answer import COUNTS_FOR, Answer
from pilotage.facts.engagement import Person
from pilotage.facts.role import ROLES

TODAY = date(2026, 1, 9)
ANA = Person("Ana", ("sponsor",))
BEN = Person("Ben", ("lead",))
[STOP] = [each for each in questions("alignment") if each.id == "alignment.who_may_stop"]
HERS = Answer(STOP.id, "Ana", "sponsor", "only Ana", TODAY)
HIS = Answer(STOP.id, "Ben", "lead", "Ben and Ana", TODAY)


def test_every_question_asks_a_role_that_there_is_under_an_id_of_its_own() -> None:
    every = questions()

    assert len({each.id for each in every}) == len(every)
    assert {role for each in every for role in each.to} <= set(ROLES)


def test_two_answers_that_differ_are_shown_as_a_conflict_r97() -> None:
    [found] = asked([STOP], [ANA, BEN], [HERS, HIS], TODAY)

    assert found.conflicting
    assert found.missing == ()


@pytest.mark.parametrize("short", ["only Ana", "Only  ana "], ids=["same", "other blanks"])
def test_the_same_answer_in_other_capitals_is_no_conflict(short: str) -> None:
    [found] = asked([STOP], [ANA, BEN], [HERS, replace(HIS, short=short)], TODAY)

    assert not found.conflicting


def test_who_has_not_answered_is_named_and_so_is_a_role_that_nobody_holds_r97() -> None:
    [found] = asked([STOP], [ANA, BEN], [HERS], TODAY)

    assert [each.name for each in found.missing] == ["Ben"]
    assert found.unheld == ("dept_head",)


def test_an_answer_that_is_too_old_is_asked_again() -> None:
    late = TODAY + COUNTS_FOR + timedelta(days=1)

    [found] = asked([STOP], [ANA, BEN], [HERS, HIS], late)

    assert [each.name for each in found.missing] == ["Ana", "Ben"]
    assert not found.conflicting
