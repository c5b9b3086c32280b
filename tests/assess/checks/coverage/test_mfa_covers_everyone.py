"""MFA coverage as a finding, beside the verdict of the public baseline."""

import json

import pytest
from asking import ask_one
from fragment import fragment
from harbour import NOW, engagement, policy, tenant, unread

from pilotage.assess import CHECKS
from pilotage.assess.asked import assess
from pilotage.facts.finding import Outcome
from pilotage.facts.situation import Situation
from pilotage.facts.tables import CONDITIONAL_ACCESS_POLICIES as POLICIES

ID = "coverage.mfa_covers_everyone"
FEW = [{"group": "all-staff", "member": "ana", "member_kind": "user"}]
HALVES = [
    policy("staff", exclude_groups=["all-staff"]),
    policy("rest", include_users=[], include_groups=["all-staff"]),
]


def asked(*policies, **tables):
    return ask_one(ID, tenant(conditional_access_policies=list(policies), **tables))


def test_one_policy_for_everyone_passes_and_is_named_r54():
    finding = asked(policy("MFA"))

    assert finding.outcome is Outcome.PASSED
    assert finding.says == "Nobody can sign in without MFA. MFA does so alone."


def test_two_halves_pass_and_say_why_the_baseline_may_differ():
    finding = asked(*HALVES, memberships=FEW)

    assert finding.outcome is Outcome.PASSED
    assert "several policies together; MS.AAD.3.2v2 asks for one alone" in finding.says


@pytest.mark.parametrize("half", HALVES, ids=["without the group", "the group alone"])
def test_half_of_it_fails(half):
    finding = asked(half, memberships=FEW)

    assert finding.outcome is Outcome.FAILED
    assert "can sign in without MFA. The widest hole: " in finding.says
    assert finding.evidence.height == 1


def test_a_condition_that_is_not_understood_is_not_assessed():
    finding = asked(policy("MFA", unknown=["conditions.times"]))

    assert finding.outcome is Outcome.NOT_ASSESSED
    assert '"MFA" covers this' in finding.says


def test_a_condition_that_was_not_read_is_not_assessed():
    assert ask_one(ID, unread(tenant(), POLICIES, "include_platforms")).outcome is (
        Outcome.NOT_ASSESSED
    )


REGISTERED = """
[[exclusion]]
policy = "MS.AAD.3.2"
why = "emergency access"
users = ["dara"]
"""


def test_who_is_registered_as_left_out_is_left_aside():
    snapshot = tenant(conditional_access_policies=[policy("MFA", exclude_users=["dara"])])
    situation = Situation(NOW, source=snapshot, engagement=engagement(REGISTERED))

    [finding] = assess(situation, [CHECKS.load()[ID]])

    assert finding.outcome is Outcome.PASSED
    assert ask_one(ID, snapshot).outcome is Outcome.FAILED


EXPORTED = {
    "Id": "p",
    "DisplayName": "MFA",
    "State": "enabled",
    "Conditions": {
        "ClientAppTypes": ["all"],
        "Users": {"IncludeUsers": ["All"], "ExcludeGroups": ["secret"]},
        "Applications": {"IncludeApplications": "All"},
    },
    "GrantControls": {"Operator": "OR", "BuiltInControls": ["mfa"]},
}


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [({}, Outcome.FAILED), ({"ExcludeGroups": []}, Outcome.PASSED)],
)
def test_an_export_that_lists_no_people_is_judged_by_classes(changes, outcome):
    exported = json.loads(json.dumps(EXPORTED))
    exported["Conditions"]["Users"] |= changes
    admin = {"DisplayName": "Ana", "OnPremisesImmutableId": None, "roles": []}

    finding = ask_one(
        ID, fragment(conditional_access_policies=exported, privileged_users={"ana": admin})
    )

    assert finding.outcome is outcome
