from datetime import timedelta

import pytest
from asking import ask_one
from harbour import NOW, tenant, unread

from pilotage.facts.finding import Outcome
from pilotage.facts.tables import DEVICES

CHECK = "devices.devices_managed_and_protected"


def device(number, **changes):
    return {
        "device": f"d{number}",
        "name": f"laptop-{number}",
        "managed": True,
        "protected": True,
        "enabled": True,
        "last_seen_at": NOW,
        **changes,
    }


def with_last(count, **changes):
    good = [device(number) for number in range(1, count)]
    return ask_one(CHECK, tenant(devices=[*good, device(0, **changes)]))


def test_passes_when_every_device_is_managed_and_protected():
    assert with_last(3).outcome is Outcome.PASSED


@pytest.mark.parametrize("bad", [{"managed": False}, {"protected": False}], ids=str)
def test_names_the_device_that_is_not(bad):
    finding = with_last(3, **bad)

    assert finding.outcome is Outcome.FAILED
    assert "laptop-0" in finding.says


def test_two_in_a_hundred_may_be_out_of_reach():
    assert with_last(50, managed=False).outcome is Outcome.PASSED
    assert with_last(49, managed=False).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "idle", [{"enabled": False}, {"last_seen_at": NOW - timedelta(days=91)}], ids=str
)
def test_devices_out_of_use_do_not_count(idle):
    assert with_last(3, managed=False, **idle).outcome is Outcome.PASSED


@pytest.mark.parametrize("gap", ["managed", "protected"])
def test_an_unknown_state_is_not_a_pass(gap):
    assert with_last(3, **{gap: None}).outcome is Outcome.NOT_ASSESSED


def test_no_devices_at_all_are_unknown():
    assert ask_one(CHECK, tenant(devices=[])).outcome is Outcome.NOT_ASSESSED


def test_is_not_assessed_when_protection_was_not_read():
    blind = unread(tenant(devices=[device(1)]), DEVICES, "protected")

    assert ask_one(CHECK, blind).outcome is Outcome.NOT_ASSESSED
