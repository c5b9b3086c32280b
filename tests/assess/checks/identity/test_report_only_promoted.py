from asking import ask_one
from harbour import BLOCK_LEGACY, tenant, without

from pilotage.facts.finding import Outcome
from pilotage.facts.tables import CONDITIONAL_ACCESS_POLICIES

CHECK = "identity.report_only_promoted"


def in_state(state):
    return ask_one(CHECK, tenant(conditional_access_policies=[{**BLOCK_LEGACY, "state": state}]))


def test_passes_when_policies_are_enforced_or_off():
    assert in_state("enabled").outcome is Outcome.PASSED
    assert in_state("disabled").outcome is Outcome.PASSED


def test_names_the_policy_that_only_reports():
    finding = in_state("enabledForReportingButNotEnforced")

    assert finding.outcome is Outcome.FAILED
    assert "Block legacy sign-in" in finding.says


def test_an_unknown_state_is_not_a_pass():
    assert in_state(None).outcome is Outcome.NOT_ASSESSED


def test_is_not_assessed_when_policies_could_not_be_read():
    blind = without(tenant(), CONDITIONAL_ACCESS_POLICIES, "no permission")

    assert ask_one(CHECK, blind).outcome is Outcome.NOT_ASSESSED
