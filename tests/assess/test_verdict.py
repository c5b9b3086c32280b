from dataclasses import replace
from datetime import date

import pytest
from harbour import NOW
from ready import READY, bare, ready

from pilotage.assess import CHECKS
from pilotage.assess.areas import area_states
from pilotage.assess.asked import assess
from pilotage.assess.risks import judge_risks, standing_risks
from pilotage.assess.verdict import verdict
from pilotage.facts.finding import Area, Finding, Outcome, Severity
from pilotage.facts.readiness import Level, Risk, State
from pilotage.facts.signed import Deviation
from pilotage.facts.situation import Situation

GOOD = [
    Finding(
        Outcome.PASSED, "It is so.", "x", check=f"{area.name}.ok", area=area, severity=Severity.HIGH
    )
    for area in Area
]


def judged(findings=(), engagement=READY, risks=(), finish=None):
    known = [*GOOD, *findings]
    areas = area_states(known, engagement, NOW.date())
    return verdict(areas, risks, known, engagement, NOW, finish=finish)


def bad(area, severity=Severity.HIGH, says="The roster has holes.", outcome=Outcome.FAILED):
    return Finding(
        outcome,
        says,
        "x",
        check=f"{area.name}.bad",
        title="It holds.",
        area=area,
        severity=severity,
    )


def test_on_track_needs_no_reason():
    assert judged() == judged(finish=date(2026, 3, 1))
    assert (judged().state, judged().reasons) == (State.ON_TRACK, ())


def test_a_reason_names_who_must_act():
    said = judged([bad(Area.SUPPORT)])

    assert said.state is State.OFF_TRACK
    assert said.reasons == ("Ben (Help-desk lead) must act: The roster has holes.",)


def test_an_unknown_is_somebodys_to_find_out():
    said = judged([bad(Area.SUPPORT, Severity.LOW, "Not assessed: no log.", Outcome.NOT_ASSESSED)])

    assert said.state is State.AT_RISK
    assert said.reasons == (
        "Ben (Help-desk lead) must find out whether this holds: It holds. Not assessed: no log.",
    )


def test_a_role_that_nobody_holds_is_named_as_such():
    said = judged([bad(Area.SUPPORT)], engagement=replace(READY, person=()))

    assert said.reasons[0].startswith("The help-desk lead (nobody is named) must act: ")


def test_three_reasons_at_most_and_the_worst_first():
    said = judged(
        [
            bad(Area.ALIGNMENT, Severity.LOW, "D."),
            bad(Area.SUPPORT, Severity.HIGH, "B."),
            bad(Area.CONTINUITY, Severity.MEDIUM, "C."),
            bad(Area.IDENTITY, Severity.CRITICAL, "A."),
        ]
    )

    assert [reason[-2:] for reason in said.reasons] == ["A.", "B.", "C."]


def test_an_area_off_track_leads_with_what_failed_and_not_with_what_is_unknown():
    said = judged(
        [
            bad(Area.SUPPORT, Severity.CRITICAL, "Not assessed: no log.", Outcome.NOT_ASSESSED),
            bad(Area.SUPPORT, Severity.HIGH, "The roster has holes."),
        ]
    )

    assert "The roster has holes." in said.reasons[0]


@pytest.mark.parametrize(
    ("finish", "state", "says"),
    [
        (date(2026, 3, 24), State.ON_TRACK, None),
        (date(2026, 3, 25), State.AT_RISK, "25 Mar 2026, 6 days before the deadline"),
        (date(2026, 3, 31), State.AT_RISK, "0 days before the deadline"),
        (date(2026, 4, 5), State.OFF_TRACK, "5 Apr 2026, 5 days after the deadline"),
    ],
)
def test_a_plan_that_ends_late_comes_first(finish, state, says):
    said = judged([bad(Area.SUPPORT, Severity.LOW)], finish=finish)

    assert said.state is (state if says else State.AT_RISK)
    if says:
        assert said.reasons[0].startswith("Ana (Executive sponsor) must ")
        assert says in said.reasons[0]


def test_a_deadline_in_the_past_is_off_track_whatever_the_plan_says():
    past = replace(READY, migration=replace(READY.migration, deadline=date(2026, 1, 1)))

    said = judged(engagement=past, finish=date(2025, 12, 1))

    assert said.state is State.OFF_TRACK
    assert "1 Jan 2026, 8 days ago" in said.reasons[0]


def test_too_much_unknown_is_unknown_unless_something_is_known_to_be_broken():
    blind = [
        Finding(
            Outcome.NOT_ASSESSED,
            "Not assessed: no log.",
            "x",
            check=f"u{number}",
            area=Area.IDENTITY,
            severity=Severity.HIGH,
        )
        for number in range(3)
    ]

    assert judged(blind).state is State.UNKNOWN
    assert judged([*blind, bad(Area.SUPPORT)]).state is State.OFF_TRACK


def test_an_accepted_failure_keeps_the_migration_at_risk():
    accepted = Deviation("SUPPORT.bad", "Ana", "No night shift", date(2026, 2, 1))

    said = judged([bad(Area.SUPPORT)], engagement=replace(READY, deviation=(accepted,)))

    assert said.state is State.AT_RISK
    assert "Accepted by Ana until 1 Feb 2026" in said.reasons[0]


def test_a_high_risk_alone_is_at_risk_and_says_what_to_do():
    risk = Risk("r", "Nobody saw it", "planning", "lead", Level.HIGH, (), ("Read the logs",))

    said = judged(risks=[risk])

    assert said.state is State.AT_RISK
    assert said.reasons == (
        "Chen (Migration lead) must act on a high risk, nobody saw it: Read the logs.",
    )


@pytest.mark.parametrize("situation", [Situation(NOW), bare()], ids=["nothing", "just begun"])
def test_a_migration_of_which_nothing_is_known_has_a_word_and_reasons(situation):
    said = whole(situation)

    assert said.state in (State.UNKNOWN, State.OFF_TRACK)
    assert len(said.reasons) == 3
    assert all("must" in reason for reason in said.reasons)


def test_the_less_is_broken_the_better_the_word():
    order = list(State)

    assert order.index(whole(bare()).state) <= order.index(whole(ready()).state)


def whole(situation):
    CHECKS.load()
    migration = [check for check in CHECKS.values() if check.sides == ("migration",)]
    findings = list(assess(situation, migration))
    areas = area_states(findings, situation.engagement, situation.now.date())
    risks = judge_risks(standing_risks(CHECKS), findings)
    return verdict(areas, risks, findings, situation.engagement, situation.now)
