from __future__ import annotations

from datetime import date

from handover.sample import REASON, material

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
