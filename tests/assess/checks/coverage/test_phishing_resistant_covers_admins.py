import pytest
from asking import ask_one
from harbour import policy, tenant, without

from pilotage.assess.roles import GLOBAL_ADMINISTRATOR, HIGHLY_PRIVILEGED
from pilotage.facts.finding import Outcome
from pilotage.facts.tables import ROLE_ASSIGNMENTS

ID = "coverage.phishing_resistant_covers_admins"
KEYS = policy(
    "Keys",
    include_users=[],
    include_roles=list(HIGHLY_PRIVILEGED),
    grant_controls=[],
    authentication_strength="Phishing-resistant MFA",
    strength_combinations=["fido2", "windowsHelloForBusiness", "x509CertificateMultiFactor"],
)
ROLES = [
    {
        "principal": "chen",
        "principal_kind": "user",
        "role": GLOBAL_ADMINISTRATOR,
        "assignment": "standing",
        "scope": "/",
    }
]


def snapshot(*policies):
    return tenant(conditional_access_policies=list(policies), role_assignments=ROLES)


def test_passes_where_every_privileged_role_needs_a_key():
    assert ask_one(ID, snapshot(KEYS)).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "hole",
    [
        {"exclude_users": ["chen"]},
        {"include_roles": list(HIGHLY_PRIVILEGED)[1:]},
        {"include_platforms": ["windows"]},
        {"strength_combinations": ["fido2", "password,sms"]},
        {"grant_controls": ["mfa"]},
    ],
)
def test_fails_where_an_administrator_has_a_way_around_the_key(hole):
    finding = ask_one(ID, snapshot(KEYS | hole))

    assert finding.outcome is Outcome.FAILED
    assert finding.evidence["who"][0] == "chen@harbour.example"


def test_roles_that_were_not_read_are_not_assessed():
    known = without(snapshot(KEYS | {"exclude_users": ["chen"]}), ROLE_ASSIGNMENTS, "no permission")

    assert ask_one(ID, known).outcome is Outcome.NOT_ASSESSED
