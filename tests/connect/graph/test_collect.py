import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from connect.graph.wire import FAST, NOW, SMALL, collected, emulated, quiet, reading, tables, wired
from emulator import Clock as Time
from emulator import Emulator, Fault, Mishap, Size, demo_tenant
from polars.testing import assert_frame_equal

from pilotage.connect.answers import Answers
from pilotage.connect.graph.client import Patience
from pilotage.connect.graph.run import kept
from pilotage.facts.errors import SourceBusy, SourceDenied

TENTH = replace(
    Size(), users=1_000, groups=200, memberships=9_000, devices=1_200, managed_devices=1_000,
    service_principals=50, legacy_sign_ins=2_000, directory_audits=1_000,
)  # fmt: skip


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """Return what the demo tenant told, as a folder, and what it was asked."""
    folder = tmp_path_factory.mktemp("demo")
    tenant = demo_tenant(120, 7, NOW.date())
    clock = Time(speed=FAST, starts_at=NOW)
    with wired(Emulator(tenant, clock=clock), folder) as wire:
        collected(wire.source(), folder / "answers")
        return folder / "answers", wire.emulator


def test_everything_that_is_asked_becomes_a_whole_table(demo):
    folder, _ = demo
    made = reading(folder)

    missing = {name: one.missing for name, one in made.snapshot.captures.items() if one.missing}
    assert not missing
    assert not made.left
    assert {"users", "groups", "memberships", "group_owners", "teams", "devices", "sign_ins",
            "role_assignments", "applications", "app_role_assignments", "delegated_grants",
            "conditional_access_policies", "named_locations", "mailboxes", "drives", "sites",
            "domains", "licences_bought", "settings", "directory_audits",
            "authentication_registration"} <= made.snapshot.captures.keys()  # fmt: skip


def test_every_object_of_the_tenant_is_there_once(demo):
    folder, emulator = demo
    found, told = tables(folder), emulator.tenant.lists

    assert sorted(found["users"]["user"]) == sorted(each["id"] for each in told["users"])
    assert sorted(found["groups"]["group"]) == sorted(each["id"] for each in told["groups"])
    members = {
        (group["id"], one["id"])
        for group in told["groups"]
        for one in emulator.tenant.members(group["id"])
    }
    assert set(found["memberships"].select("group", "member").iter_rows()) == members


def test_the_last_sign_in_joins_its_account(demo):
    folder, emulator = demo
    told = {each["id"] for each in emulator.tenant.lists["users"] if each.get("signInActivity")}
    seen = tables(folder)["users"].drop_nulls("last_sign_in_at")
    assert set(seen["user"]) == told


def test_the_token_goes_to_no_other_host(demo):
    _, emulator = demo
    assert emulator.counts.requests["download"] == 5
    assert emulator.counts.leaked == []


def objects(folder, stream):
    """Return how many objects the pages of a list hold."""
    return sum(len(json.loads(each.read_bytes())["value"]) for each in kept(folder, stream))


def test_ten_thousand_people_cost_at_most_three_hundred_requests(tmp_path):
    folder = tmp_path / "answers"
    with wired(emulated(Size()), tmp_path) as wire:
        answers = collected(wire.source(), folder)
        asked = sum(wire.emulator.counts.requests.values())

    assert asked <= 300
    spent = sum(each.requests for each in answers.effort.values())
    assert spent == asked - wire.emulator.counts.requests["token"]
    assert objects(folder, "users") == 10_000
    assert objects(folder, "signInActivity") == 10_000
    assert objects(folder, "devices") == 12_000
    members = (json.loads(each.read_bytes())["responses"] for each in kept(folder, "groupMembers"))
    assert sum(len(one["body"]["value"]) for page in members for one in page) == 100_000


def test_not_one_object_is_lost_or_doubled_where_five_of_a_hundred_are_refused(tmp_path):
    tenant = emulated(TENTH)
    tenant.faults.on.append(Fault(Mishap.BUSY, rate=0.05))
    with wired(tenant, tmp_path) as wire:
        answers = collected(wire.source(), tmp_path / "answers")
        assert wire.emulator.faults.struck[Mishap.BUSY] > 5
    found = tables(tmp_path / "answers")

    assert found["users"].height == TENTH.users
    assert found["memberships"].height == TENTH.memberships
    assert found["devices"].height == TENTH.devices
    assert found["sign_ins"]["count"].sum() == TENTH.legacy_sign_ins
    assert sum(each.retries for each in answers.effort.values()) > 0
    assert not answers.withheld


@pytest.mark.parametrize(
    "mishap",
    [Mishap.DOWN, Mishap.CUT, Mishap.TRUNCATED, Mishap.MALFORMED, Mishap.BUSY_SILENT,
     Mishap.BUSY_BY_DATE],
)  # fmt: skip
def test_what_breaks_now_and_then_is_asked_again(tmp_path, mishap):
    tenant = emulated()
    tenant.faults.on.append(Fault(mishap, "users", times=2))
    tenant.faults.on.append(Fault(mishap, "devices", times=1))
    with wired(tenant, tmp_path) as wire:
        answers = collected(wire.source(), tmp_path / "answers")

    assert not answers.withheld
    assert tables(tmp_path / "answers")["users"].height == SMALL.users


@pytest.mark.parametrize(
    ("permission", "table", "left"),
    [
        ("AuditLog.Read.All", "authentication_registration", "users"),
        ("RoleManagement.Read.Directory", "role_assignments", "users"),
        ("Policy.Read.All", "conditional_access_policies", "groups"),
        ("Reports.Read.All", "mailboxes", "devices"),
    ],
)
def test_a_missing_permission_withholds_its_tables_and_ends_nothing(
    tmp_path, permission, table, left
):
    tenant = emulated()
    app = tenant.apps[0]
    tenant.as_told(app.client_id, app.without(permission, "Directory.Read.All"))
    with wired(tenant, tmp_path) as wire:
        answers = collected(wire.source(), tmp_path / "answers")
    found = reading(tmp_path / "answers").snapshot.captures

    why = next(each.why for each in answers.withheld.values() if table in each.tables)
    assert f"the permission {permission} is missing" in why
    assert found[table].missing
    assert not found[left].missing


def test_without_groups_their_members_are_withheld_too(tmp_path):
    tenant = emulated()
    app = tenant.apps[0]
    tenant.as_told(app.client_id, app.without("GroupMember.Read.All", "Directory.Read.All"))
    with wired(tenant, tmp_path) as wire:
        answers = collected(wire.source(), tmp_path / "answers")

    assert "GroupMember.Read.All" in answers.withheld["groupMembers"].why
    assert wire.emulator.counts.parts["groups/{id}/members"] == 0


def test_what_a_licence_would_add_is_not_missing_where_others_tell_the_rest(tmp_path):
    tenant = emulated()
    tenant.tenant.licences = frozenset()
    with wired(tenant, tmp_path) as wire:
        answers = collected(wire.source(), tmp_path / "answers")
    found = reading(tmp_path / "answers").snapshot.captures

    assert "no Entra ID P1" in answers.withheld["signInActivity"].why
    assert "no Entra ID P2" in answers.withheld["roleEligibilityScheduleInstances"].why
    assert not found["users"].missing
    assert not found["role_assignments"].missing
    assert not found["devices"].missing
    assert found["authentication_registration"].missing


def test_owners_that_do_not_fit_beside_a_group_are_asked_for(tmp_path):
    tenant = emulated()
    group = tenant.tenant.lists["groups"][3]
    people = [{"@odata.type": "#microsoft.graph.user", "id": each["id"]}
              for each in tenant.tenant.lists["users"][:25]]  # fmt: skip
    group["owners"] = people
    tenant.tenant.lists[f"groups/{group['id']}/owners"] = people
    with wired(tenant, tmp_path) as wire:
        collected(wire.source(), tmp_path / "answers")
    found = reading(tmp_path / "answers").snapshot.captures["group_owners"]

    assert not found.missing
    assert found.frame["group"].to_list().count(group["id"]) == 25
    assert wire.emulator.counts.parts["groups/{id}/owners"] == 1


def test_a_group_that_is_gone_since_has_no_members(tmp_path):
    tenant = emulated()
    tenant.faults.on.append(Fault(Mishap.DOWN, "groups/{id}/members", times=1))
    gone = tenant.tenant.lists["groups"][5]["id"]
    with wired(tenant, tmp_path) as wire:
        source = wire.source()
        answers = Answers(tmp_path / "answers")

        def remove(what, done, of):
            if what.startswith("Groups of all kinds"):
                tenant.tenant.lists.pop(f"groups/{gone}/members", None)
                tenant.tenant._by_id.pop(gone, None)

        source.collect(answers, remove)
        answers.complete(kind="graph")
    found = reading(tmp_path / "answers").snapshot.captures["memberships"]

    assert not found.missing
    assert gone not in found.frame["group"].to_list()


def test_a_link_that_is_no_longer_valid_starts_its_list_again(tmp_path):
    tenant = emulated(TENTH)
    tenant.faults.on.append(Fault(Mishap.PAGE_EXPIRED, "devices", times=1))
    with wired(tenant, tmp_path) as wire:
        answers = collected(wire.source(), tmp_path / "answers")

    assert not answers.withheld
    assert tables(tmp_path / "answers")["devices"].height == TENTH.devices


def test_a_link_that_is_never_valid_is_said_and_ends_nothing(tmp_path):
    tenant = emulated(TENTH)
    tenant.faults.on.append(Fault(Mishap.PAGE_EXPIRED, "devices"))
    with wired(tenant, tmp_path) as wire:
        answers = collected(wire.source(), tmp_path / "answers")

    assert "also after starting again" in answers.withheld["devices"].why
    assert tables(tmp_path / "answers")["users"].height == TENTH.users


def test_a_system_that_stays_busy_is_said_and_what_came_is_kept(tmp_path):
    tenant = emulated()
    tenant.faults.on.append(Fault(Mishap.DOWN, "devices"))
    with wired(tenant, tmp_path) as wire:
        source = wire.source()
        source.patience = Patience(attempts=3)
        answers = Answers(tmp_path / "answers")
        with pytest.raises(SourceBusy, match="503"):
            source.collect(answers, quiet)
        assert answers.stream("users").ended
        assert not answers.stream("devices").ended

        tenant.faults.on.clear()
        tenant.counts.clear()
        collected(wire.source(), tmp_path / "answers")
        assert "users" not in tenant.counts.requests
    assert tables(tmp_path / "answers")["devices"].height == SMALL.devices


@contextmanager
def forking():
    """Yield a process that collects in a child of its own for each line it is given."""
    here = Path(__file__)
    source = str(here.parents[3] / "src")
    with subprocess.Popen(
        [sys.executable, str(here.with_name("forking.py"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": source},
    ) as server:
        yield server
        server.stdin.close()
        server.wait(10)


def killed_after(server, asked, seconds):
    """Collect once, and kill that after ``seconds``; return whether it was not done before."""
    server.stdin.write(json.dumps(asked) + "\n")
    server.stdin.flush()
    child = int(server.stdout.readline())
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    server.stdin.write("killed\n")
    server.stdin.flush()
    return server.stdout.readline().strip() != "done"


def test_a_collection_killed_twenty_times_equals_an_undisturbed_one(tmp_path):
    dice, folder, kills = random.Random(4), 0, 0
    with wired(emulated(TENTH), tmp_path) as wire, forking() as server:
        collected(wire.source(), tmp_path / "whole")
        while kills < 20:
            place = tmp_path / f"killed{folder}"
            asked = {"settings": wire.settings, "folder": str(place), "now": NOW.isoformat(),
                     "speed": FAST}  # fmt: skip
            if killed_after(server, asked, dice.uniform(0.03, 0.25)):
                kills += 1
            else:
                folder += 1
        for each in tmp_path.glob("killed*"):
            collected(wire.source(), each)
    whole = tables(tmp_path / "whole")

    for each in tmp_path.glob("killed*"):
        found = tables(each)
        assert whole.keys() == found.keys()
        for name, frame in whole.items():
            assert_frame_equal(frame, found[name])


def test_an_interrupt_ends_all_threads_and_keeps_what_came(tmp_path):
    class Pressed(KeyboardInterrupt):
        """Ctrl-C, pressed while the first page of devices came."""

    with wired(emulated(TENTH), tmp_path) as wire:
        source, answers = wire.source(), Answers(tmp_path / "answers")

        def press(what, done, of):
            if what.startswith("Devices and"):
                raise Pressed

        with pytest.raises(Pressed):
            source.collect(answers, press)
        assert answers.stream("devices").pages >= 1
        collected(wire.source(), tmp_path / "answers")

    assert tables(tmp_path / "answers")["devices"].height == TENTH.devices


def test_progress_counts_towards_what_there_is(tmp_path):
    told = []
    with wired(emulated(TENTH), tmp_path) as wire:
        wire.source().collect(Answers(tmp_path / "answers"), lambda *one: told.append(one))

    people = [(done, of) for what, done, of in told if what.startswith("People")]
    assert people[-1] == (TENTH.users, TENTH.users)
    groups = [(done, of) for what, done, of in told if what.startswith("Direct members")]
    assert groups[-1] == (TENTH.groups, TENTH.groups)
    assert [done for done, _ in groups] == sorted(done for done, _ in groups)


def test_a_wrong_secret_is_said_before_anything_is_asked(tmp_path):
    with wired(emulated(), tmp_path) as wire:
        source = wire.source(secret="not-the-secret")
        with pytest.raises(SourceDenied, match="sign-in was refused") as denied:
            source.collect(Answers(tmp_path / "answers"), quiet)

    assert "not-the-secret" not in str(denied.value)
    assert not list((tmp_path / "answers").glob("*.json"))
