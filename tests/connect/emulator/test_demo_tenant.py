"""The demo as a tenant: collected live it is the demo that is read from files."""

from datetime import UTC, date, datetime

import pytest
from asking import ask_one
from connect.graph.wire import FAST, NOW, collected, reading, tables, wired
from emulator import Clock, Emulator, demo_tenant
from polars.testing import assert_frame_equal

from pilotage.demo import demo_files
from pilotage.facts.finding import Outcome

PEOPLE, SEED = 60, 1
ALERTS = (
    "access.role_assignments_alerted",
    "access.role_activations_alerted",
    "access.global_admin_activation_alerted",
)
ASKED_FOR_LESS = {
    "service_principals": "the publisher is not asked",
    "settings": "the emulator knows more policies",
    "sign_ins": "only old clients are asked",
    "teams": "whether one is archived is not asked",
}


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """The source of the demo as tables: live, and from its files."""
    folder = tmp_path_factory.mktemp("demo")
    emulator = Emulator(demo_tenant(PEOPLE, SEED, NOW.date()), clock=Clock(FAST, NOW))
    with wired(emulator, folder) as wire:
        collected(wire.source(calendars="yes"), folder / "live")
    for name, content in demo_files(PEOPLE, SEED, NOW.date()):
        if name.startswith(("source/graph/", "source/reports/")):
            path = folder / "files" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    return tables(folder / "live"), tables(folder / "files")


def test_live_and_files_say_the_same(both):
    live, files = both

    same = live.keys() - ASKED_FOR_LESS.keys()
    assert same >= {"users", "groups", "memberships", "devices", "mailboxes", "role_assignments"}
    for name in same:
        assert_frame_equal(live[name], files[name], check_row_order=False)


def test_only_what_is_not_asked_live_differs(both):
    live, files = both

    assert (live.keys() ^ files.keys()) <= ASKED_FOR_LESS.keys()


@pytest.mark.parametrize("side", ["source", "target"])
def test_the_rules_of_roles_are_judged_live_and_only_the_source_approves_nothing(tmp_path, side):
    emulator = Emulator(demo_tenant(PEOPLE, SEED, NOW.date(), side), clock=Clock(FAST, NOW))
    with wired(emulator, tmp_path) as wire:
        collected(wire.source(), tmp_path / "live")
    snapshot = reading(tmp_path / "live").snapshot

    approval = Outcome.FAILED if side == "source" else Outcome.PASSED
    assert ask_one("access.global_admin_needs_approval", snapshot).outcome is approval
    for check in ALERTS:
        assert ask_one(check, snapshot).outcome is Outcome.PASSED


@pytest.mark.parametrize("side", ["source", "target"])
def test_each_side_is_a_tenant_of_its_own(side):
    tenant = demo_tenant(40, 1, date(2026, 1, 12), side)

    [organization] = tenant.lists["organization"]
    assert ("Brightlane" in organization["displayName"]) is (side == "source")
    assert {"P1", "P2", "INTUNE"} == tenant.licences


def test_logs_begin_with_the_newest_entry():
    tenant = demo_tenant(40, 1, datetime.now(UTC).date())

    moments = [row["createdDateTime"] for row in tenant.lists["auditLogs/signIns"]]
    assert moments == sorted(moments, reverse=True)
