from dataclasses import replace
from datetime import timedelta

import pytest
from asking import ask_one
from fragment import fragment
from harbour import NOW, engagement

from pilotage.assess import CHECKS
from pilotage.assess.areas import area_states, blind
from pilotage.assess.asked import assess
from pilotage.assess.risks import judge_risks, standing_risks
from pilotage.facts.finding import Area, Outcome
from pilotage.facts.readiness import Level
from pilotage.facts.signed import NotApplicable
from pilotage.facts.situation import Situation

CHECK = "exchange.dmarc_reports_to_cisa"
RECORD = {"dmarc_records": {"domain": "a.example", "rdata": []}}
ASIDE = NotApplicable("MS.EXO.4.3", "Chen", "no federal agency.")


def found(*aside):
    """Return what CHECK says about a domain without DMARC, the rules of ``aside`` set aside."""
    agreed = replace(engagement(), not_applicable=aside)
    asked = Situation(NOW, source=fragment(**RECORD), engagement=agreed)
    (finding,) = assess(asked, [CHECKS.load()[CHECK]])
    return finding


@pytest.mark.parametrize("rule", ["MS.EXO.4.3", "ms.exo.4.3V1", CHECK])
def test_a_rule_is_set_aside_by_its_policy_or_its_check(rule):
    finding = found(replace(ASIDE, rule=rule))

    assert finding.outcome is Outcome.NOT_ASSESSED
    assert not finding.applies
    assert finding.says == "Does not apply: no federal agency (Chen)."


@pytest.mark.parametrize(
    "change",
    [
        {"rule": "MS.EXO.4.2"},
        {"side": "target"},
        {"expires_on": NOW.date() - timedelta(days=1)},
    ],
    ids=str,
)
def test_another_rule_another_side_and_a_past_end_set_nothing_aside(change):
    assert found(replace(ASIDE, **change)).outcome is Outcome.FAILED


def test_it_counts_on_its_last_day_and_says_so():
    finding = found(replace(ASIDE, side="source", expires_on=NOW.date()))

    assert finding.says == "Does not apply: no federal agency (Chen, until 09 Jan 2026)."


def test_a_check_of_what_others_found_can_be_set_aside_too():
    rule = "comparison.posture_not_worse"
    agreed = replace(engagement(), not_applicable=(replace(ASIDE, rule=rule),))
    (finding,) = assess(Situation(NOW, engagement=agreed), [CHECKS.load()[rule]])

    assert not finding.applies
    assert finding.says == "Does not apply: no federal agency (Chen)."


@pytest.mark.parametrize("policy", ["MS.AAD.3.1v1", "MS.TEAMS.1.2v2", "MS.SHAREPOINT.1.1v1"])
def test_an_export_can_leave_any_policy_out(policy):
    (check,) = (each for each in CHECKS.load().values() if policy in each.frameworks)
    omit = {"OmitPolicy": {policy: {"Rationale": "Decided by the board"}}}

    assert not ask_one(check.id, fragment(scuba_config=omit)).applies
    assert ask_one(check.id, fragment(scuba_config={"OmitPolicy": {}})).applies


def test_what_does_not_apply_counts_nowhere():
    finding = found(ASIDE)
    (identity,) = (
        each for each in area_states([finding], None, NOW.date()) if each.area is Area.IDENTITY
    )

    assert (identity.passed, identity.failed, identity.not_assessed) == (0, 0, 0)
    assert identity.reasons == ()
    assert blind([finding])


def test_a_risk_is_quiet_where_none_of_its_checks_applies():
    text = (
        '[[risk]]\nid = "r"\ntitle = "R"\nfamily = "f"\nowner = "lead"\n'
        f'signals = ["{CHECK}"]\nresponses = []\n'
    )
    standing = standing_risks({CHECK}, text)

    assert judge_risks(standing, [found(ASIDE)])[0].level is Level.LOW
    assert judge_risks(standing, [found()])[0].level is Level.HIGH
