from asking import ask_one
from harbour import MFA_FOR_ALL, tenant, unread, without

from pilotage.facts.finding import Outcome
from pilotage.facts.tables import CONDITIONAL_ACCESS_POLICIES, MEMBERSHIPS

CHECK = "identity.policy_exclusions_few"


def leaving_out(memberships=(), **changes):
    policies = [{**MFA_FOR_ALL, **changes}]
    nested = [
        {"group": group, "member": member, "member_kind": kind}
        for group, member, kind in memberships
    ]
    return ask_one(CHECK, tenant(conditional_access_policies=policies, memberships=nested))


def test_passes_when_only_emergency_accounts_are_left_out():
    assert leaving_out(exclude_users=["sos-1", "sos-2"]).outcome is Outcome.PASSED


def test_fails_when_many_people_are_left_out():
    finding = leaving_out(exclude_users=["ana", "ben", "chen", "dara"])

    assert finding.outcome is Outcome.FAILED
    assert finding.evidence["left_out"].to_list() == [4]


def test_counts_people_in_groups_inside_the_excluded_group():
    inside = [
        ("outer", "inner", "group"),
        ("inner", "outer", "group"),
        ("inner", "ana", "user"),
        ("inner", "ben", "user"),
        ("outer", "chen", "user"),
    ]

    assert leaving_out(inside, exclude_groups=["outer"]).outcome is Outcome.PASSED
    finding = leaving_out([*inside, ("inner", "dara", "user")], exclude_groups=["outer"])
    assert finding.outcome is Outcome.FAILED
    assert finding.evidence["accounts"].to_list() == [["ana", "ben", "chen", "dara"]]


def test_a_policy_that_is_off_leaves_nobody_out():
    off = leaving_out(state="disabled", exclude_users=["ana", "ben", "chen", "dara"])

    assert off.outcome is Outcome.PASSED


def test_a_policy_of_unknown_state_is_not_a_pass():
    unknown = leaving_out(state=None, exclude_users=["ana", "ben", "chen", "dara"])

    assert unknown.outcome is Outcome.NOT_ASSESSED


def test_groups_whose_members_were_not_read_are_unknown():
    policies = [{**MFA_FOR_ALL, "exclude_groups": ["outer"]}]
    blind = without(tenant(conditional_access_policies=policies), MEMBERSHIPS, "no permission")

    assert ask_one(CHECK, blind).outcome is Outcome.NOT_ASSESSED
    assert ask_one(CHECK, without(tenant(), MEMBERSHIPS, "no")).outcome is Outcome.PASSED


def test_is_not_assessed_when_exclusions_were_not_read():
    blind = unread(tenant(), CONDITIONAL_ACCESS_POLICIES, "exclude_users")

    assert ask_one(CHECK, blind).outcome is Outcome.NOT_ASSESSED
