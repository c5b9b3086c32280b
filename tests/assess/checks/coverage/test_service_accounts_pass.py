import pytest
from asking import ask_one
from harbour import BLOCK_LEGACY, HEALTHY, MFA_FOR_ALL, policy, tenant, unread, user, without

from pilotage.facts.finding import Basis, Outcome
from pilotage.facts.tables import CONDITIONAL_ACCESS_POLICIES, ROLE_ASSIGNMENTS, USERS

CHECK = "coverage.service_accounts_pass"
SYNC_ROLE = "d29b2b05-8046-44ba-8758-1e26182fcf32"
NAMED = user("sync", upn="sync_quay1_0a1b2c3d4e5f@harbour.onmicrosoft.example")
CLOUD = user("sync", upn="ADToAADSyncServiceAccount@harbour.onmicrosoft.example")
PLAIN = user("sync", upn="robot@harbour.example")
HOLDS = {"principal": "sync", "principal_kind": "user", "role": SYNC_ROLE, "scope": "/"}
OFFICE = {"location": "quay", "name": "Quay 1", "kind": "ip", "trusted": True}


def asked(*policies, account=NAMED, roles=(), **tables):
    return ask_one(
        CHECK,
        tenant(
            users=[*HEALTHY["users"], account],
            conditional_access_policies=policies,
            role_assignments=roles,
            **tables,
        ),
    )


@pytest.mark.parametrize(
    ("account", "roles"),
    [(NAMED, []), (CLOUD, []), (PLAIN, [HOLDS]), (NAMED, [HOLDS])],
    ids=["Connect by name", "cloud sync by name", "by role", "both"],
)
def test_an_account_that_synchronises_is_stopped_by_mfa_for_everyone(account, roles):
    finding = asked(MFA_FOR_ALL, account=account, roles=roles)

    assert (finding.outcome, finding.basis) == (Outcome.FAILED, Basis.COMPUTED)
    assert finding.says.startswith("1 of 1 accounts that synchronise are stopped")
    assert finding.evidence["policies"].to_list() == [["MFA for everyone"]]


@pytest.mark.parametrize(
    "policies",
    [
        [policy("Block", grant_controls=["block"])],
        [policy("Device", grant_controls=["compliantDevice", "domainJoinedDevice"])],
        [policy("Terms", grant_controls=[], terms_of_use=["t1"])],
        [policy("Strong", grant_controls=[], authentication_strength="Passwordless MFA")],
        [policy("Windows", include_platforms=["windows"])],
        [
            policy("In", include_locations=["quay"]),
            policy("Out", include_locations=["All"], exclude_locations=["quay"]),
        ],
    ],
    ids=["block", "device", "terms", "strength", "its platform", "two that complete each other"],
)
def test_every_demand_stops_it(policies):
    assert asked(*policies, named_locations=[OFFICE]).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "policies",
    [
        [],
        [BLOCK_LEGACY],
        [MFA_FOR_ALL | {"state": "disabled"}],
        [MFA_FOR_ALL | {"state": "enabledForReportingButNotEnforced"}],
        [MFA_FOR_ALL | {"exclude_users": ["sync"]}],
        [MFA_FOR_ALL | {"exclude_roles": [SYNC_ROLE]}],
        [MFA_FOR_ALL | {"exclude_groups": ["all-staff"]}],
        [MFA_FOR_ALL | {"include_applications": ["Office365"]}],
        [MFA_FOR_ALL | {"include_platforms": ["android", "iOS"]}],
        [MFA_FOR_ALL | {"sign_in_risk": ["high"]}],
        [MFA_FOR_ALL | {"authentication_flows": ["deviceCodeFlow"]}],
        [MFA_FOR_ALL | {"grant_controls": [], "session_controls": ["signInFrequency"]}],
    ],
    ids=[
        "no policy",
        "legacy only",
        "off",
        "reports",
        "excluded",
        "its role is",
        "its group is",
        "Office only",
        "phones only",
        "risk only",
        "a flow only",
        "no demand",
    ],
)
def test_what_does_not_reach_it_lets_it_pass(policies):
    inside = [{"group": "all-staff", "member": "sync", "member_kind": "user"}]

    assert asked(*policies, roles=[HOLDS], memberships=inside).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "policies",
    [
        [MFA_FOR_ALL | {"include_locations": ["All"], "exclude_locations": ["AllTrusted"]}],
        [MFA_FOR_ALL | {"unknown": ["conditions.x"]}],
        [MFA_FOR_ALL | {"grant_controls": ["somethingNew"]}],
    ],
    ids=["outside the office", "a condition that is not understood", "an unknown control"],
)
def test_what_hangs_on_the_place_or_on_unknown_words_is_not_assessed(policies):
    finding = asked(*policies, named_locations=[OFFICE])

    assert finding.outcome is Outcome.NOT_ASSESSED
    assert finding.evidence["policies"].to_list() == [["MFA for everyone"]]


def test_a_group_that_was_not_read_may_hold_the_account():
    left_out = MFA_FOR_ALL | {"exclude_groups": ["unseen"]}
    snapshot = tenant(
        users=[NAMED], conditional_access_policies=[left_out], role_assignments=[], memberships=[]
    )

    assert ask_one(CHECK, snapshot).outcome is Outcome.NOT_ASSESSED


@pytest.mark.parametrize(
    "account",
    [
        user("sync", upn="sync_quay1@harbour.example"),
        user("sync", upn="async_x@harbour.onmicrosoft.example"),
        NAMED | {"enabled": False},
    ],
    ids=["other domain", "other name", "may not sign in"],
)
def test_other_accounts_are_not_its_business(account):
    assert asked(MFA_FOR_ALL, account=account).outcome is Outcome.PASSED


@pytest.mark.parametrize("table", [CONDITIONAL_ACCESS_POLICIES, USERS, ROLE_ASSIGNMENTS])
def test_is_not_assessed_when_a_table_was_not_read(table):
    blind = without(tenant(role_assignments=[]), table, "hidden")

    assert ask_one(CHECK, blind).outcome is Outcome.NOT_ASSESSED


def test_is_not_assessed_when_sign_in_names_were_not_read():
    blind = unread(tenant(role_assignments=[]), USERS, "upn")

    assert ask_one(CHECK, blind).outcome is Outcome.NOT_ASSESSED
