from datetime import date

import pytest
from harbour import NOW, engagement
from hypothesis import given
from hypothesis import strategies as st

from pilotage.assess.areas import area_states
from pilotage.facts.finding import Area, Finding, Outcome, Severity
from pilotage.facts.readiness import AREA_OWNER, State
from pilotage.facts.role import ROLES
from pilotage.facts.signed import Deviation

TODAY = NOW.date()
PASSED, FAILED, OPEN = Outcome.PASSED, Outcome.FAILED, Outcome.NOT_ASSESSED


def finding(outcome=PASSED, severity=Severity.HIGH, check="support.drill", **changes):
    made = {"says": "It is so.", "subject": "x", "area": Area.SUPPORT, **changes}
    return Finding(outcome, severity=severity, check=check, **made)


def support(*findings, agreed=None):
    """Return the state of the area that all these findings are in."""
    return next(
        state for state in area_states(findings, agreed, TODAY) if state.area is Area.SUPPORT
    )


def test_all_eight_areas_stand_in_their_order_even_without_findings_r95():
    states = area_states([], None, TODAY)

    assert [state.area for state in states] == list(Area)
    assert {state.state for state in states} == {State.UNKNOWN}
    assert all(AREA_OWNER[state.area] in ROLES for state in states)


@pytest.mark.parametrize(
    ("findings", "word"),
    [
        ([finding()], State.ON_TRACK),
        ([finding(FAILED, Severity.CRITICAL)], State.OFF_TRACK),
        ([finding(FAILED, Severity.HIGH)], State.OFF_TRACK),
        ([finding(), finding(FAILED, Severity.MEDIUM)], State.AT_RISK),
        ([finding(), finding(OPEN, Severity.LOW)], State.AT_RISK),
        ([finding(OPEN)], State.UNKNOWN),
        ([finding(FAILED), finding(OPEN, check="b")], State.OFF_TRACK),
    ],
)
def test_the_word_follows_the_worst_reason(findings, word):
    assert support(*findings).state is word


def questions(answered, unanswered):
    return [
        *(finding(PASSED, check=f"a{number}") for number in range(answered)),
        *(finding(OPEN, check=f"u{number}") for number in range(unanswered)),
    ]


def test_more_than_a_quarter_unknown_is_unknown():
    assert support(*questions(3, 1)).state is State.AT_RISK
    assert support(*questions(5, 2)).state is State.UNKNOWN


def test_one_question_with_many_answers_does_not_outweigh_three_without():
    many = [finding(PASSED, check="mail", subject=str(number)) for number in range(100)]

    assert support(*many, *questions(0, 3)).state is State.UNKNOWN


def test_counts_are_counts_and_reasons_have_the_worst_first():
    state = support(
        finding(),
        finding(FAILED, Severity.LOW, "d"),
        finding(OPEN, Severity.CRITICAL, "c"),
        finding(FAILED, Severity.CRITICAL, "b"),
        finding(FAILED, Severity.HIGH, "a"),
    )

    assert (state.passed, state.failed, state.not_assessed) == (1, 3, 1)
    assert [reason.check for reason in state.reasons] == ["b", "c", "a", "d"]


def accepting(**changes):
    made = {"check": "support.drill", "who": "Chen", "why": "No night shift.", **changes}
    return engagement(deviation=(Deviation(**{"expires_on": TODAY, **made}),))


def test_an_accepted_failure_stays_failed_and_says_who_accepts_it():
    state = support(finding(FAILED), agreed=accepting())

    assert (state.state, state.failed) == (State.AT_RISK, 1)
    assert state.reasons[0].outcome is FAILED
    assert state.reasons[0].says == ("It is so. Accepted by Chen until 9 Jan 2026: No night shift.")


def test_what_is_accepted_stands_after_what_is_not():
    accepted, other = finding(FAILED, Severity.CRITICAL), finding(FAILED, Severity.LOW, "z")

    state = support(accepted, other, agreed=accepting())

    assert [reason.check for reason in state.reasons] == ["z", "support.drill"]


@pytest.mark.parametrize(
    "change",
    [
        {"expires_on": date(2026, 1, 8)},
        {"who": " "},
        {"why": ""},
        {"check": "support.raci"},
        {"side": "target"},
    ],
    ids=["ended", "nobody", "no reason", "another check", "another side"],
)
def test_a_deviation_that_does_not_count_changes_nothing(change):
    assert support(finding(FAILED), agreed=accepting(**change)).state is State.OFF_TRACK


def test_a_deviation_of_one_side_counts_on_that_side():
    assert support(finding(FAILED), agreed=accepting(side="source")).state is State.AT_RISK


def test_what_was_never_looked_at_cannot_be_accepted():
    assert support(finding(OPEN), agreed=accepting()).state is State.UNKNOWN


FINDINGS = st.lists(
    st.builds(
        finding,
        st.sampled_from(Outcome),
        st.sampled_from(Severity),
        st.sampled_from("abc"),
        side=st.sampled_from(["source", "target"]),
    )
)


@given(FINDINGS, st.randoms(use_true_random=False))
def test_the_order_of_findings_does_not_matter(findings, random):
    shuffled = list(findings)
    random.shuffle(shuffled)

    assert area_states(shuffled, None, TODAY) == area_states(findings, None, TODAY)


@given(FINDINGS)
def test_only_an_area_in_which_everything_passed_is_on_track(findings):
    clean = bool(findings) and all(each.outcome is PASSED for each in findings)

    assert (support(*findings).state is State.ON_TRACK) == clean
