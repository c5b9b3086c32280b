import pytest
from asking import ask_one
from fragment import fragment

from pilotage.facts.finding import Outcome

CHECK = "power_platform.tenant_isolated"


def outcome(isolation):
    return ask_one(CHECK, fragment(tenant_isolation=isolation)).outcome


@pytest.mark.parametrize("collapse", [False, True])
@pytest.mark.parametrize(
    ("off", "expected"),
    [(False, Outcome.PASSED), (True, Outcome.FAILED), (None, Outcome.NOT_ASSESSED)],
)
def test_isolation_is_judged_whether_one_object_or_a_list_was_exported(off, expected, collapse):
    isolation = {"properties": {"isDisabled": off, "allowedTenants": []}}

    assert outcome(isolation if collapse else [isolation]) is expected


def test_exceptions_do_not_open_the_tenant():
    partner = {"tenantId": "quay", "direction": {"inbound": True, "outbound": True}}
    isolation = {"properties": {"isDisabled": False, "allowedTenants": [partner]}}

    assert outcome([isolation]) is Outcome.PASSED


@pytest.mark.parametrize("isolation", [[{}], [None], [{"properties": None}], "off"])
def test_what_is_unread_is_not_a_pass(isolation):
    assert outcome(isolation) is Outcome.NOT_ASSESSED
