import pytest
from asking import ask_one
from harbour import policy, tenant, without

from pilotage.assess.roles import GLOBAL_ADMINISTRATOR
from pilotage.facts.finding import Outcome
from pilotage.facts.tables import ROLE_ASSIGNMENTS

ID = "coverage.administrators_can_sign_in"
ROLES = [
    {
        "principal": name,
        "principal_kind": "user",
        "role": GLOBAL_ADMINISTRATOR,
        "assignment": "standing",
        "scope": "/",
    }
    for name in ("ana", "chen")
]


def asked(*policies, roles=ROLES):
    known = tenant(conditional_access_policies=list(policies), role_assignments=roles)
    return ask_one(ID, known)


def blocked(*users):
    return policy("Closed", grant_controls=["block"], include_users=list(users))


def test_passes_while_one_administrator_can_sign_in():
    finding = asked(blocked("chen"))

    assert finding.outcome is Outcome.PASSED
    assert finding.says == "1 of 2 global administrators can sign in."


def test_fails_when_none_can():
    assert asked(blocked("ana", "chen")).outcome is Outcome.FAILED


@pytest.mark.parametrize("roles", [[], [ROLES[0] | {"principal": "stranger"}]])
def test_no_known_administrator_is_not_assessed(roles):
    assert asked(roles=roles).outcome is Outcome.NOT_ASSESSED


def test_roles_that_were_not_read_are_not_assessed():
    snapshot = without(tenant(role_assignments=ROLES), ROLE_ASSIGNMENTS, "no permission")

    assert ask_one(ID, snapshot).outcome is Outcome.NOT_ASSESSED


def test_devices_that_decide_and_were_not_read_are_not_assessed():
    assert asked(policy("D", grant_controls=["compliantDevice"])).outcome is Outcome.NOT_ASSESSED
