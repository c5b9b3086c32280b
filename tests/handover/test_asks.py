from __future__ import annotations

from dataclasses import replace
from datetime import date

from handover.sample import empty, finding, material, situation

from pilotage.facts.engagement import Decision
from pilotage.facts.finding import Area, Outcome
from pilotage.handover.asks import asks

WAITING = Decision("Do old addresses live on?", "Ana Vos", date(2026, 1, 20))
ALIGNMENT = {"area": Area.ALIGNMENT, "side": "migration"}


def asked(*decisions, findings=()):
    """Return what the sponsor Ana Vos is asked, with these decisions and findings."""
    agreed = replace(situation().engagement, decision=decisions)
    return asks(material(findings=findings, situation=situation(engagement=agreed)))


def test_decisions_of_the_sponsor_come_by_their_day_and_those_without_one_last():
    someday = replace(WAITING, question="Who pays?", decide_by=None)
    sooner = replace(WAITING, question="Which domain?", decide_by=date(2026, 1, 10))

    questions = asked(someday, WAITING, sooner)
    assert [ask.says for ask in questions] == ["Which domain?", WAITING.question, "Who pays?"]
    assert questions[1].todo == "Decide by Tue 20 Jan 2026."


def test_what_is_answered_or_asked_of_others_is_not_asked_of_the_sponsor():
    answered = replace(WAITING, answered_on=date(2026, 1, 5))
    of_another = replace(WAITING, decider="Chen Wu")

    assert asked(answered, of_another) == ()


def test_failures_where_the_sponsor_answers_are_asked_with_their_fix():
    bad = finding(Outcome.FAILED, "No goal is stated.", "a.b", fix="State one.", **ALIGNMENT)
    elsewhere = finding(Outcome.FAILED, "3 accounts are stale.", "identity.x")

    [ask] = asked(findings=(bad, elsewhere))
    assert (ask.says, ask.todo) == ("No goal is stated.", "State one.")


def test_a_late_decision_is_asked_once():
    says = f"Ana Vos was to decide by 20 Jan 2026: {WAITING.question}"
    late = finding(Outcome.FAILED, says, "alignment.decisions_on_time", **ALIGNMENT)

    assert [ask.says for ask in asked(WAITING, findings=(late,))] == [WAITING.question]


def test_without_an_engagement_nothing_is_asked():
    assert asks(empty()) == ()
