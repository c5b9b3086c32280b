"""Exposure adds up, moves with its signals, and is lowered by hand with a reason and an end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from pilotage.assess import CHECKS
from pilotage.assess.exposure import changed, exposed, lever_states, levers, top_risk
from pilotage.assess.risks import judge_risks, signals_of, standing_risks
from pilotage.facts.errors import InputError, NotKnown
from pilotage.facts.finding import Area, Basis, Finding, Outcome, Severity
from pilotage.facts.readiness import Level
from pilotage.facts.risk_change import RiskChange

TODAY = date(2026, 11, 12)
STANDING = standing_risks(CHECKS.load())


def finding(check: str, outcome: Outcome) -> Finding:
    return replace(
        Finding(outcome, f"{check} is {outcome.value}.", "x"),
        check=check, area=Area.SUPPORT, severity=Severity.HIGH, basis=Basis.MEASURED,
        fix=f"Mend {check}.",
    )  # fmt: skip


def world(**broken: Outcome) -> list[Finding]:
    every = {check for risk in STANDING for check in risk.signals}
    odd = {name.replace("__", "."): outcome for name, outcome in broken.items()}
    return [finding(check, odd.get(check, Outcome.PASSED)) for check in sorted(every)]


def judged(findings: list[Finding], *changes: RiskChange):
    signals = signals_of(STANDING, findings)
    return exposed(judge_risks(STANDING, findings), signals, changes, TODAY), signals


BROKEN = {
    "support__roster_without_holes": Outcome.FAILED,
    "support__escalation_drilled": Outcome.FAILED,
    "identity__mfa_enforced": Outcome.NOT_ASSESSED,
}


def test_every_signal_stands_under_exactly_one_lever_r113() -> None:
    under = [check for lever in levers() for check in lever.signals]

    assert sorted(under) == sorted({check for risk in STANDING for check in risk.signals})


def test_the_levers_add_up_to_the_whole_exposure_r113() -> None:
    every, signals = judged(world(**BROKEN))

    assert sum(each.contribution for each in lever_states(signals)) == pytest.approx(
        sum(each.exposure for each in every)
    )


def test_mending_the_top_action_lowers_the_exposure_by_what_it_promised_r105() -> None:
    before, _ = judged(world(**BROKEN))
    top = top_risk(before)
    assert top is not None
    mended = {**BROKEN, "support__roster_without_holes": Outcome.PASSED}
    after, _ = judged(world(**mended))

    assert (top.risk, top.family) == ("support-ownership", "coordination")
    assert top.action == "Mend support.roster_without_holes."
    [now] = [each.exposure for each in after if each.risk.id == top.risk]
    assert now == pytest.approx(top.exposure - top.wins)


def test_nothing_is_on_top_where_everything_is_quiet() -> None:
    every, signals = judged(world())

    assert top_risk(every) is None
    assert {each.state for each in lever_states(signals)} == {"on track"}


def test_a_risk_is_lowered_with_a_reason_and_for_fourteen_days_r10() -> None:
    every, _ = judged(world(**BROKEN))
    wish = RiskChange("support-ownership", Level.LOW, "Maya", "A partner covers it.", TODAY)
    kept = changed(every, wish)
    lowered, _ = judged(world(**BROKEN), kept)
    later = exposed(
        [each.risk for each in lowered], lowered[0].signals, [kept], TODAY + timedelta(days=15)
    )

    assert kept.expires_on == TODAY + timedelta(days=14)
    assert level(lowered) is Level.LOW
    assert level(later) is level(every)


def level(every, risk: str = "support-ownership") -> Level:
    return next(each.level for each in every if each.risk.id == risk)


def test_lowering_without_a_reason_is_refused_r10() -> None:
    every, _ = judged(world(**BROKEN))

    with pytest.raises(InputError, match="only with a reason"):
        changed(every, RiskChange("support-ownership", Level.LOW, "Maya", " ", TODAY))


def test_raising_needs_no_end_r10() -> None:
    every, _ = judged(world())
    kept = changed(every, RiskChange("onboarding", Level.HIGH, "Maya", "", TODAY))

    assert kept.expires_on is None


def test_a_risk_that_is_none_is_refused_with_the_names_of_those_there_are() -> None:
    every, _ = judged(world())

    with pytest.raises(NotKnown, match="support-ownership"):
        changed(every, RiskChange("weather", Level.HIGH, "Maya", "", TODAY))
