import pytest
from hypothesis import given
from hypothesis import strategies as st
from ready import bare, ready

from pilotage.assess import CHECKS
from pilotage.assess.asked import assess
from pilotage.assess.risks import StandingRisk, judge_risks, standing_risks
from pilotage.facts.errors import CatalogueError
from pilotage.facts.finding import Finding, Outcome
from pilotage.facts.readiness import Level

CHECKS.load()
ONE = StandingRisk("r", "Too little testing", "planning", "lead", ("a", "b", "c", "d"), ("Test",))


def finding(check, outcome=Outcome.PASSED, says="It is so."):
    return Finding(outcome, says, "x", check=check, title=f"{check} holds.")


def judged(**outcomes):
    findings = [finding(check, outcome) for check, outcome in outcomes.items()]
    [risk] = judge_risks([ONE], findings)
    return risk


def test_seven_risks_stand_and_each_signal_is_a_check_r10():
    standing = standing_risks(CHECKS)

    assert len(standing) == 7
    assert {risk.family for risk in standing} == {"coordination", "planning", "identity"}
    assert all(risk.responses for risk in standing)


RISK = '[[risk]]\nid = "r"\ntitle = "t"\nfamily = "f"\nowner = "lead"\nresponses = []\n'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (RISK + 'signals = ["identity.misspelt"]', "r names no check: identity.misspelt"),
        (RISK.replace("lead", "king") + 'signals = ["support.raci_accepted"]', "no role: king"),
        (RISK + "signals = []", "r has no signal"),
        (RISK, "signals"),
        ("[[risk", "risks.toml"),
    ],
)
def test_a_list_that_does_not_fit_is_refused_when_it_is_read(text, says):
    with pytest.raises(CatalogueError, match=says):
        standing_risks(CHECKS, text)


ALL_GOOD = dict.fromkeys("abcd", Outcome.PASSED)


@pytest.mark.parametrize(
    ("changes", "level"),
    [
        ({}, Level.LOW),
        ({"a": Outcome.NOT_ASSESSED}, Level.LOW),
        ({"a": Outcome.NOT_ASSESSED, "b": Outcome.NOT_ASSESSED}, Level.MEDIUM),
        ({"a": Outcome.FAILED}, Level.MEDIUM),
        ({"a": Outcome.FAILED, "b": Outcome.FAILED}, Level.HIGH),
        ({"a": Outcome.FAILED, "b": Outcome.NOT_ASSESSED, "c": Outcome.NOT_ASSESSED}, Level.HIGH),
        (dict.fromkeys("abcd", Outcome.NOT_ASSESSED), Level.HIGH),
    ],
)
def test_an_unknown_signal_counts_as_half_fired(changes, level):
    assert judged(**{**ALL_GOOD, **changes}).level is level


def test_a_check_that_was_not_asked_is_unknown():
    risk = judged()

    assert risk.level is Level.HIGH
    assert risk.because[0] == "Not known: a was not asked."


def test_reasons_are_sentences_and_what_fired_comes_first():
    findings = [
        finding("a", Outcome.NOT_ASSESSED, "Not assessed: no log."),
        finding("b", Outcome.FAILED, "Ben has no phone."),
        finding("b", Outcome.FAILED, "Dara has no phone."),
        finding("c"),
        finding("d"),
    ]

    [risk] = judge_risks([ONE], findings)

    assert risk.because == (
        "Ben has no phone. (and 1 more)",
        "Not known whether this holds: a holds. Not assessed: no log.",
    )


def test_one_failure_among_many_passes_fires_the_signal():
    findings = [finding("a"), finding("a", Outcome.FAILED), *map(finding, "bcd")]

    assert judge_risks([ONE], findings)[0].level is Level.MEDIUM


def test_fixing_the_reason_lowers_the_risk_r105():
    standing = [risk for risk in standing_risks(CHECKS) if risk.id == "support-ownership"]
    signals = [CHECKS[signal] for signal in standing[0].signals]

    [before] = judge_risks(standing, assess(bare(), signals))
    [after] = judge_risks(standing, assess(ready(), signals))

    assert (before.level, after.level) == (Level.HIGH, Level.LOW)
    assert after.because == ()


@given(st.dictionaries(st.sampled_from("abcd"), st.sampled_from(Outcome)))
def test_learning_that_a_signal_is_quiet_never_raises_a_risk(outcomes):
    before = judged(**outcomes).level.value

    assert all(
        judged(**{**outcomes, check: Outcome.PASSED}).level.value <= before for check in "abcd"
    )


def test_a_single_failure_is_told_without_a_count():
    assert judged(**{**ALL_GOOD, "a": Outcome.FAILED}).because == ("It is so.",)
