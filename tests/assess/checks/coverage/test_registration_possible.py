import pytest
from asking import ask_one
from harbour import HEALTHY, policy, tenant, unread

from pilotage.facts.finding import Outcome
from pilotage.facts.tables import AUTHENTICATION_REGISTRATION as REGISTRATION

ID = "coverage.registration_possible"
GUARD = policy(
    "Registration", include_applications=[], user_actions=["urn:user:registersecurityinfo"]
)
NEW = [
    *HEALTHY["authentication_registration"][:3],
    {"user": "dara", "mfa_registered": False, "methods": []},
]


def asked(*policies):
    return ask_one(
        ID, tenant(conditional_access_policies=list(policies), authentication_registration=NEW)
    )


@pytest.mark.parametrize(
    "policies",
    [[], [GUARD | {"include_locations": ["All"], "exclude_locations": ["AllTrusted"]}]],
    ids=["no guard", "from a trusted place"],
)
def test_passes_where_a_first_step_is_left(policies):
    assert asked(policy("MFA"), *policies).outcome is Outcome.PASSED


def test_fails_where_registering_mfa_needs_mfa():
    finding = asked(policy("MFA"), GUARD)

    assert finding.outcome is Outcome.FAILED
    assert finding.evidence["user"].to_list() == ["dara"]


def test_a_report_that_was_not_read_is_not_assessed():
    snapshot = unread(tenant(), REGISTRATION, "mfa_registered")

    assert ask_one(ID, snapshot).outcome is Outcome.NOT_ASSESSED
