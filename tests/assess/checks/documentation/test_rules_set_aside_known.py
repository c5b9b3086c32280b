from dataclasses import replace

import pytest
from ready import answer, day, ready

from pilotage.assess import CHECKS
from pilotage.facts.finding import Outcome
from pilotage.facts.signed import NotApplicable

CHECKS.load()
CHECK = "documentation.rules_set_aside_known"
ASIDE = NotApplicable("MS.EXO.4.3", "Chen", "no federal agency")


def found(**changes):
    return answer(CHECK, ready(not_applicable=(replace(ASIDE, **changes),)))


@pytest.mark.parametrize("rule", ["MS.EXO.4.3", "MS.EXO.4.3v1", "mail.holds_decided"])
def test_passes_when_the_rule_exists(rule):
    assert found(rule=rule).outcome is Outcome.PASSED


def test_fails_on_a_name_that_sets_nothing_aside():
    assert found(rule="MS.EXO.43").outcome is Outcome.FAILED
    assert 'The rule "MS.EXO.43"' in found(rule="MS.EXO.43").says


def test_fails_once_its_end_has_passed():
    assert found(expires_on=day(8)).outcome is Outcome.FAILED
    assert found(expires_on=day(9)).outcome is Outcome.PASSED


def test_passes_when_nothing_was_set_aside():
    assert answer(CHECK, ready(not_applicable=())).outcome is Outcome.PASSED
