import pytest
from asking import ask_one
from harbour import policy, tenant, unread

from pilotage.facts.finding import Outcome
from pilotage.facts.tables import CONDITIONAL_ACCESS_POLICIES as POLICIES

ID = "coverage.managed_device_covers_everyone"
DEVICE = policy("Devices", grant_controls=["compliantDevice", "domainJoinedDevice"])


def asked(*policies):
    return ask_one(ID, tenant(conditional_access_policies=list(policies)))


def test_passes_where_every_device_is_managed():
    assert asked(DEVICE).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "hole",
    [
        {"grant_controls": ["compliantDevice", "mfa"]},
        {"exclude_platforms": ["linux"]},
        {"include_locations": ["All"], "exclude_locations": ["AllTrusted"]},
    ],
)
def test_fails_where_another_device_gets_in(hole):
    finding = asked(DEVICE | hole)

    assert finding.outcome is Outcome.FAILED
    assert "4 users can sign in from an unmanaged device" in finding.says


def test_a_policy_that_was_read_in_part_is_not_assessed():
    snapshot = unread(tenant(), POLICIES, "device_filter")

    assert ask_one(ID, snapshot).outcome is Outcome.NOT_ASSESSED
