from asking import ask_one
from harbour import tenant, unread

from pilotage.facts.finding import Outcome
from pilotage.facts.tables import DEVICES

CHECK = "devices.devices_have_owners"


def device(**changes):
    return tenant(devices=[{"device": "d1", "name": "till-1", "enabled": True, **changes}])


def test_passes_when_each_device_has_an_owner():
    assert ask_one(CHECK, device(owner="dara")).outcome is Outcome.PASSED


def test_names_the_device_that_nobody_owns():
    finding = ask_one(CHECK, device(owner=None))

    assert finding.outcome is Outcome.FAILED
    assert "till-1" in finding.says


def test_a_disabled_device_needs_no_owner_and_an_unknown_one_may():
    assert ask_one(CHECK, device(enabled=False)).outcome is Outcome.PASSED
    assert ask_one(CHECK, device(enabled=None)).outcome is Outcome.NOT_ASSESSED


def test_is_not_assessed_when_owners_were_not_read():
    blind = unread(device(owner="dara"), DEVICES, "owner")

    assert ask_one(CHECK, blind).outcome is Outcome.NOT_ASSESSED
