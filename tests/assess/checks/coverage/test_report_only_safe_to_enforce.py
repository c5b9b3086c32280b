from asking import ask_one
from harbour import policy, tenant, without

from pilotage.facts.finding import Outcome
from pilotage.facts.tables import AUTHENTICATION_REGISTRATION as REGISTRATION

ID = "coverage.report_only_safe_to_enforce"
WAITING = policy(
    "Waiting",
    state="enabledForReportingButNotEnforced",
    grant_controls=["block"],
    include_users=["dara"],
)


def test_passes_where_no_policy_waits():
    assert ask_one(ID, tenant()).outcome is Outcome.PASSED


def test_fails_for_whom_a_waiting_policy_would_lock_out():
    finding = ask_one(ID, tenant(conditional_access_policies=[WAITING]))

    assert finding.outcome is Outcome.FAILED
    assert "1 user would be locked out" in finding.says
    assert "Waiting" in finding.says


def test_methods_that_were_not_read_are_not_assessed():
    snapshot = without(tenant(), REGISTRATION, "no permission")

    assert ask_one(ID, snapshot).outcome is Outcome.NOT_ASSESSED
