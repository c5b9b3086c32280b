import pytest
from asking import ask_one
from harbour import MFA_FOR_ALL, tenant, without

from pilotage.facts.finding import Outcome
from pilotage.facts.tables import GROUPS

CHECK = "identity.policy_references_exist"


def naming(**lists):
    return ask_one(CHECK, tenant(conditional_access_policies=[{**MFA_FOR_ALL, **lists}]))


def test_passes_when_all_that_is_named_exists():
    finding = naming(include_users=["All"], exclude_users=["ana"], exclude_groups=["all-staff"])

    assert finding.outcome is Outcome.PASSED
    assert finding.evidence["names"].to_list() == ["all-staff", "ana"]


@pytest.mark.parametrize(
    "place", ["include_users", "exclude_users", "include_groups", "exclude_groups"]
)
def test_names_the_object_that_is_gone(place):
    finding = naming(**{place: ["deleted"]})

    assert finding.outcome is Outcome.FAILED
    assert finding.evidence.select("place", "names").rows() == [(place, "deleted")]


def test_is_not_assessed_when_groups_were_not_read():
    blind = without(tenant(), GROUPS, "no permission")

    assert ask_one(CHECK, blind).outcome is Outcome.NOT_ASSESSED
