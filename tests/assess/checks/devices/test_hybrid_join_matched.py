from datetime import timedelta

import pytest
from asking import ask_one
from harbour import NOW, tenant, unread, without

from pilotage.facts.finding import Outcome
from pilotage.facts.tables import DEVICES

CHECK = "devices.hybrid_join_matched"


def hybrid(**changes):
    return {
        "device": "d1",
        "name": "QUAY-PC1",
        "trust": "hybrid_joined",
        "enabled": True,
        "last_seen_at": NOW,
        **changes,
    }


COMPUTER = hybrid(device="S-1-5-21-1", name="quay-pc1.harbour.example", trust="domain_joined")
OTHER = COMPUTER | {"device": "S-1-5-21-2", "name": "quay-pc2.harbour.example"}


def asked(*devices):
    return ask_one(CHECK, tenant(devices=devices))


@pytest.mark.parametrize(
    ("devices", "fault"),
    [
        ([hybrid(), hybrid(device="d2")], "there twice"),
        ([hybrid(), hybrid(device="d2", name="quay-pc1", trust="registered")], "there twice"),
        ([hybrid(last_seen_at=NOW - timedelta(days=91))], "not seen for 90 days"),
        ([hybrid(), OTHER], "no computer in the domain"),
    ],
    ids=["two hybrid", "registered and hybrid", "stale", "unknown to the domain"],
)
def test_each_fault_is_named(devices, fault):
    finding = asked(*devices)

    assert finding.outcome is Outcome.FAILED
    assert "QUAY-PC1" in finding.says
    assert finding.evidence["faults"].to_list()[0] == [fault]
    assert finding.evidence["trust"].unique().to_list() == ["hybrid_joined"]


@pytest.mark.parametrize(
    "devices",
    [
        [],
        [hybrid(), COMPUTER],
        [hybrid(), COMPUTER, OTHER],
        [hybrid(), COMPUTER, hybrid(device="d2", trust="registered", enabled=False)],
        [hybrid(), COMPUTER, hybrid(device="d2", trust="joined")],
        [hybrid(last_seen_at=NOW - timedelta(days=89)), COMPUTER],
        [hybrid(enabled=False, last_seen_at=NOW - timedelta(days=400))],
        [hybrid(trust="joined", last_seen_at=NOW - timedelta(days=400))],
    ],
    ids=[
        "none",
        "a pair",
        "another computer",
        "the registration is off",
        "joined, not registered",
        "rarely used",
        "switched off",
        "not hybrid",
    ],
)
def test_a_device_that_is_there_once_and_in_use_passes(devices):
    assert asked(*devices).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "hole", [{"last_seen_at": None}, {"name": None}, {"enabled": None}], ids=str
)
def test_what_a_row_does_not_say_cannot_be_told(hole):
    late = {"last_seen_at": NOW - timedelta(days=91)} if "enabled" in hole else {}

    assert asked(hybrid(**late, **hole), COMPUTER).outcome is Outcome.NOT_ASSESSED


def test_where_the_domain_was_not_read_a_device_cannot_be_told():
    finding = asked(hybrid())

    assert finding.outcome is Outcome.NOT_ASSESSED
    assert "computers of the domain" in finding.says


@pytest.mark.parametrize("column", ["name", "trust", "enabled", "last_seen_at"])
def test_is_not_assessed_when_a_column_was_not_read(column):
    blind = unread(tenant(devices=[hybrid()]), DEVICES, column)

    assert ask_one(CHECK, blind).outcome is Outcome.NOT_ASSESSED


def test_is_not_assessed_when_devices_were_not_read():
    blind = without(tenant(devices=[]), DEVICES, "no permission")

    assert ask_one(CHECK, blind).outcome is Outcome.NOT_ASSESSED
