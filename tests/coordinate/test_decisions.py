"""Decisions: time left, what silence means, one answer, and how long it took."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from pilotage.coordinate.decisions import answered, asked, median_latency, time_left
from pilotage.facts.engagement import Decision, Option
from pilotage.facts.errors import InputError

NOW = datetime(2026, 11, 12, 9, 0, tzinfo=UTC)
QUESTION = Decision(
    "Which date? (demo)", "S (demo)", date(2026, 11, 13),
    option=(Option("14 Nov", 0), Option("21 Nov", 12_800)),
    asked_at=NOW - timedelta(hours=6), delay_costs=700,
)  # fmt: skip


def one(decision, now=NOW, zone="Europe/London"):
    [found] = asked([("D-1", decision)], now, zone)
    return found


def test_a_question_has_until_five_on_the_clients_clock_r23():
    assert one(QUESTION).left == timedelta(hours=32)
    assert one(QUESTION, zone="Europe/Berlin").left == timedelta(hours=31)
    assert one(replace(QUESTION, decide_by=None)).left is None


def test_silence_means_the_default_once_the_time_is_over():
    later = NOW + timedelta(days=7)
    silent = replace(QUESTION, default="21 Nov")

    assert (one(QUESTION, later).state, one(QUESTION, later).waiting_costs) == ("late", 566.67)
    assert (one(silent, later).state, one(silent, later).answer) == (
        "answered by silence",
        "21 Nov",
    )
    assert one(silent).state == "open"


@pytest.mark.parametrize(("said", "answer"), [("2", "21 Nov"), (" later ", "later"), ("3", "3")])
def test_an_answer_is_an_option_by_its_number_or_words(said, answer):
    done = answered(QUESTION, said, "s@demo.example", NOW)

    assert (done.answer, done.answered_by, done.answered_on) == (
        answer,
        "s@demo.example",
        NOW.date(),
    )
    assert one(done).latency == timedelta(hours=6)
    assert median_latency([one(done), one(QUESTION)]) == timedelta(hours=6)


def test_nobody_answers_twice_or_with_nothing():
    with pytest.raises(InputError, match="needed"):
        answered(QUESTION, " ", "s", NOW)
    with pytest.raises(InputError, match="was answered"):
        answered(answered(QUESTION, "1", "s", NOW), "2", "s", NOW)


def test_what_is_open_comes_first_by_the_time_left():
    soon = replace(QUESTION, decide_by=date(2026, 11, 12))
    done = answered(QUESTION, "1", "s", NOW)

    found = asked([("D-1", done), ("D-2", QUESTION), ("D-3", soon)], NOW, "UTC")

    assert [each.key for each in found] == ["D-3", "D-2", "D-1"]


@pytest.mark.parametrize(
    ("hours", "told"),
    [(-150, "7 d 14 h"), (0, "1 d 8 h"), (31, "1 h"), (33, "late by 1 h"), (80, "late by 2 d")],
)
def test_the_time_left_is_told_in_days_and_hours(hours, told):
    assert time_left(one(QUESTION, NOW + timedelta(hours=hours))) == told
