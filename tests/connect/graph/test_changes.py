import json
import shutil

import pytest
from connect.graph.wire import SMALL, collected, emulated, quiet, tables, wired
from emulator import Fault, Mishap
from polars.testing import assert_frame_equal

from pilotage.connect.answers import Answers
from pilotage.facts.errors import InputError


@pytest.fixture
def twice(tmp_path):
    """Yield a wire to a tenant that was collected before, in ``tmp_path / "first"``."""
    with wired(emulated(), tmp_path) as wire:
        collected(wire.source(), tmp_path / "first")
        wire.emulator.counts.clear()
        yield wire


def again(wire, folder):
    """Collect into ``second`` what changed since ``first``."""
    return collected(wire.source(since=str(folder / "first")), folder / "second")


def assert_as_if_read_anew(wire, folder):
    collected(wire.source(), folder / "anew")
    anew, found = tables(folder / "anew"), tables(folder / "second")
    for name in ("groups", "memberships", "users", "group_owners"):
        assert_frame_equal(anew[name], found[name])


def test_nothing_changed_costs_no_question_about_members(twice, tmp_path):
    again(twice, tmp_path)

    assert twice.emulator.counts.parts["groups/{id}/members"] == 0
    assert twice.emulator.counts.requests["groups/delta"] == 1
    assert_as_if_read_anew(twice, tmp_path)


def test_only_groups_that_changed_are_asked_again(twice, tmp_path):
    tenant = twice.emulator.tenant
    groups = [each["id"] for each in tenant.lists["groups"]]
    members = tenant.lists[f"groups/{groups[4]}/members"]
    members.pop()
    tenant.change("groups", groups[4])
    tenant.remove("groups", groups[7])
    new = {"displayName": "New", "groupTypes": [], "securityEnabled": True, "mailEnabled": False}
    tenant.change("groups", "00000002-0000-0000-0000-00000000ffff", **new)
    tenant.lists["groups/00000002-0000-0000-0000-00000000ffff/members"] = members[:2]

    again(twice, tmp_path)

    assert twice.emulator.counts.parts["groups/{id}/members"] == 2
    assert_as_if_read_anew(twice, tmp_path)


def test_a_third_collection_goes_on_from_the_second(twice, tmp_path):
    tenant = twice.emulator.tenant
    again(twice, tmp_path)
    twice.emulator.counts.clear()
    group = tenant.lists["groups"][9]["id"]
    tenant.lists[f"groups/{group}/members"].pop()
    tenant.change("groups", group)
    shutil.rmtree(tmp_path / "first")
    (tmp_path / "second").rename(tmp_path / "first")

    again(twice, tmp_path)

    assert twice.emulator.counts.parts["groups/{id}/members"] == 1
    assert_as_if_read_anew(twice, tmp_path)


def test_a_token_that_has_expired_means_to_read_everything(twice, tmp_path):
    twice.emulator.faults.on.append(Fault(Mishap.DELTA_EXPIRED, "groups/delta", times=1))

    answers = again(twice, tmp_path)

    assert not answers.withheld
    assert twice.emulator.counts.parts["groups/{id}/members"] == SMALL.groups
    assert_as_if_read_anew(twice, tmp_path)


def test_what_was_not_whole_before_is_read_anew(twice, tmp_path):
    Answers(tmp_path / "first").restart("groupMembers")

    again(twice, tmp_path)

    assert twice.emulator.counts.parts["groups/{id}/members"] == SMALL.groups


def test_a_member_list_that_failed_before_is_asked_again(twice, tmp_path):
    [file, *_] = sorted((tmp_path / "first").glob("groupMembers-*.json"))
    said = json.loads(file.read_bytes())
    said["responses"][0] |= {"status": 500, "body": {"error": {"code": "odd"}}}
    file.write_text(json.dumps(said))

    again(twice, tmp_path)

    assert twice.emulator.counts.parts["groups/{id}/members"] == 1
    assert_as_if_read_anew(twice, tmp_path)


def test_an_attempt_that_goes_on_without_the_earlier_folder_begins_its_members_again(
    twice, tmp_path
):
    def stop(what, done, of):
        if what.startswith("Direct members"):
            raise RuntimeError("killed")

    tenant = twice.emulator.tenant
    for group in tenant.lists["groups"][:30]:
        tenant.change("groups", group["id"])
    source = twice.source(since=str(tmp_path / "first"))
    with pytest.raises(RuntimeError):
        source.collect(Answers(tmp_path / "second"), stop)

    collected(twice.source(), tmp_path / "second")

    assert_as_if_read_anew(twice, tmp_path)


def test_a_folder_without_a_collection_is_named(tmp_path):
    with wired(emulated(), tmp_path) as wire:
        source = wire.source(since=str(tmp_path))
        with pytest.raises(InputError, match="holds no collection"):
            source.collect(Answers(tmp_path / "answers"), quiet)


def test_the_links_of_changes_are_no_export(twice, tmp_path):
    hidden = list((tmp_path / "first").glob(".groupChanges-*"))

    assert [each.name for each in hidden] == [".groupChanges-start.json"]
    assert "@odata.deltaLink" in json.loads(hidden[0].read_bytes())
