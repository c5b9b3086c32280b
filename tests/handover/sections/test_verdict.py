from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from handover.sample import REASON, empty, material, situation

from pilotage.facts.finding import Basis
from pilotage.facts.readiness import State, Verdict
from pilotage.handover.sections.verdict import verdict


def test_the_verdict_has_at_most_three_reasons_in_their_order():
    reasons = tuple(f"Reason {n}." for n in range(5))
    answer = verdict(material(verdict=Verdict(State.OFF_TRACK, reasons)))

    assert [reason.says for reason in answer.reasons] == list(reasons[:3])
    assert (answer.word.text, answer.word.mark) == ("Off track", "bad")


def test_a_reason_is_known_as_the_finding_behind_it():
    answer = verdict(material())

    assert REASON in answer.reasons[0].says
    assert [reason.basis for reason in answer.reasons] == [
        Basis.MEASURED,
        Basis.COMPUTED,
        Basis.COMPUTED,
    ]


def test_slack_is_counted_in_days_of_the_client():
    timing = verdict(material()).timing

    assert (timing.days_left, timing.slack_days) == (49, 12)
    assert timing.lasts_until == date(2026, 2, 15)
    assert timing.cost == "EUR 6,400"


def test_without_a_plan_slack_is_unknown():
    timing = verdict(material(plan=None)).timing

    assert (timing.days_left, timing.slack_days, timing.lasts_until) == (49, None, None)


def test_the_summary_counts_areas_and_says_how_the_end_stands_to_the_deadline():
    rich = material()
    on_track = tuple(replace(area, state=State.ON_TRACK) for area in rich.areas)

    assert verdict(rich).summary.startswith("Of 8 areas: 1 off track, 3 unknown, ")
    assert verdict(rich).summary.endswith("The plan ends 12 days before the deadline.")
    assert verdict(replace(rich, areas=on_track)).summary.startswith("Every area is on track.")


@pytest.mark.parametrize(
    ("deadline", "says"),
    [
        (date(2026, 2, 15), "The plan ends on the day of the deadline."),
        (date(2026, 2, 12), "The plan ends 3 days after the deadline."),
        (None, "The plan has an end; no deadline is set."),
    ],
)
def test_the_summary_tells_every_way_an_end_stands_to_a_deadline(deadline, says):
    agreed = situation().engagement
    moved = replace(agreed, migration=replace(agreed.migration, deadline=deadline))

    assert verdict(material(situation=situation(engagement=moved))).summary.endswith(says)


def test_a_clash_or_no_plan_is_said_in_the_summary():
    clash = material(plan=None, conflict=("Too few windows.",))

    assert verdict(clash).summary.endswith("No plan can hold all constraints together.")
    assert verdict(material(plan=None)).summary.endswith("There is no plan yet.")
    assert verdict(empty()).summary == "No area was assessed. There is no plan yet."


def test_a_reason_tells_apart_who_must_act_and_why():
    [first, *_] = verdict(material()).reasons

    assert first.parts == ("Chen Wu (Identity and security lead) must act:", REASON)
