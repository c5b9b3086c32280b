"""Decisions on screen: asked, answered once, signed by who decides; scope needs the sponsor."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from control_room import BY, CLIENT, MIGRATION, NOW, ours, signed_in

from pilotage.facts.date_change import DateChange
from pilotage.facts.engagement import Decision, Option
from pilotage.store.items import item, save, values

pytestmark = pytest.mark.django_db
DECISIONS = f"/c/{CLIENT}/m/{MIGRATION}/decisions"
QUESTION = Decision(
    "Which date? (demo)", "sponsor (demo)", date(2026, 11, 13),
    option=(Option("14 Nov", 0), Option("21 Nov", 12_800.0)), recommendation="21 Nov",
    asked_at=datetime(2026, 11, 12, 3, 40, tzinfo=NOW.tzinfo),
)  # fmt: skip


@pytest.fixture
def key():
    return save(ours(), "decision", QUESTION, BY).key


def test_a_question_shows_its_time_and_the_recommended_answer_has_the_focus_r23(key):
    content = signed_in("sponsor").get(f"{DECISIONS}/{key}").content.decode()

    assert 'value="21 Nov" autofocus' in content
    assert "1 d 6 h" in content
    assert "1 d 6 h" in signed_in("sponsor").get(DECISIONS).content.decode()


def test_the_answer_is_signed_and_its_time_is_measured(key):
    signed_in("sponsor").post(f"{DECISIONS}/{key}/answer", {"answer": "21 Nov", "version": 1})

    value = item(ours(), "decision", key).value
    assert (value.answer, value.answered_by) == ("21 Nov", "sponsor@demo.example")
    assert "6 h" in signed_in("lead").get(DECISIONS).content.decode()


def test_a_second_answer_is_refused(key):
    browser = signed_in("sponsor")
    browser.post(f"{DECISIONS}/{key}/answer", {"answer": "21 Nov", "version": 1})

    assert browser.post(f"{DECISIONS}/{key}/answer", {"answer": "14 Nov"}).status_code == 422
    assert item(ours(), "decision", key).value.answer == "21 Nov"


def test_who_only_reads_answers_nothing(key):
    assert (
        signed_in("auditor").post(f"{DECISIONS}/{key}/answer", {"answer": "x"}).status_code == 403
    )


def test_a_question_is_asked_with_options():
    said = {
        "question": "Keep the domain? (demo)", "decider": "sponsor (demo)",
        "decide_by": "2026-11-20", "option_1": "yes", "price_1": "100", "option_2": "no",
    }  # fmt: skip
    answer = signed_in("lead").post(f"{DECISIONS}/ask", said)

    assert answer.status_code == 302
    asked = [e for e in values(ours(), "decision") if e.question == said["question"]]
    assert asked[0].option == (Option("yes", 100.0), Option("no"))
    wrong = signed_in("lead").post(f"{DECISIONS}/ask", said | {"price_1": "much"})
    assert wrong.status_code == 422


def test_scope_shows_its_effect_before_and_needs_the_sponsor_r22():
    wish = {"kind": "site", "name": "archive", "does": "add"}

    shown = signed_in("lead").get(f"{DECISIONS}/scope", wish).content.decode()
    assert "the finish moves by" in shown
    signed_in("lead").post(f"{DECISIONS}/scope/ask", wish)
    [change] = values(ours(), "scope_change")
    assert change.state == "asked"
    decide = f"{DECISIONS}/scope/Q-1/decide"
    assert signed_in("lead").post(decide, {"said": "approved"}).status_code == 403
    signed_in("sponsor").post(decide, {"said": "approved", "version": 1})
    [change] = values(ours(), "scope_change")
    assert (change.state, change.decided_by) == ("approved", "sponsor@demo.example")


def test_days_lost_are_summed_by_cause():
    for days in (7, 2):
        save(ours(), "date_change", DateChange("wave 3", days, "vendor", "lead", NOW), BY)

    content = signed_in("lead").get(f"{DECISIONS}/dates").content.decode()

    assert "<dt>vendor</dt><dd>9</dd>" in content
