"""Who manages whose calendar: asked of each mailbox, where the connection wants it."""

import pytest
from connect.graph.wire import FAST, NOW, collected, emulated, reading, tables, wired
from emulator import Clock, Emulator, demo_tenant

from pilotage.connect.graph import KIND
from pilotage.connect.graph.source import open_graph
from pilotage.facts.errors import InputError

PATH = "users/{id}/calendar/calendarPermissions"


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """Return what the demo tenant told with calendars, as a folder, and what it was asked."""
    folder = tmp_path_factory.mktemp("calendars")
    emulator = Emulator(demo_tenant(120, 7, NOW.date()), clock=Clock(FAST, NOW))
    with wired(emulator, folder) as wire:
        collected(wire.source(calendars="yes"), folder / "answers")
    return folder / "answers", emulator


def test_every_delegate_of_the_tenant_is_there(demo):
    folder, emulator = demo
    people = {one["mail"]: one["id"] for one in emulator.tenant.lists["users"]}
    told = {
        (path.split("/")[1], people[one["emailAddress"]["address"]])
        for path, rows in emulator.tenant.lists.items()
        if path.endswith("calendarPermissions")
        for one in rows
        if one["role"].startswith("delegate")
    }
    found = tables(folder)["calendar_delegates"]

    assert told
    assert set(found.select("mailbox", "delegate").iter_rows()) == told
    assert not reading(folder).snapshot.captures["calendar_delegates"].missing


def test_each_mailbox_is_asked_once_and_no_guest_is(demo):
    _, emulator = demo
    people = [
        one for one in emulator.tenant.lists["users"] if one["mail"] and one["userType"] == "Member"
    ]

    assert emulator.counts.parts[PATH] == len(people) < len(emulator.tenant.lists["users"])
    assert emulator.counts.requests[PATH] == 0


def test_calendars_are_not_asked_unless_wanted(tmp_path):
    with wired(emulated(), tmp_path) as wire:
        answers = collected(wire.source(), tmp_path / "answers")

    assert PATH not in wire.emulator.counts.parts
    assert not answers.withheld
    assert "calendar_delegates" not in tables(tmp_path / "answers")


def test_a_person_without_a_mailbox_is_no_refusal(tmp_path):
    tenant = emulated()
    gone = tenant.tenant.lists["users"][3]["id"]

    with wired(tenant, tmp_path) as wire:
        source = wire.source(calendars="yes")
        tenant.tenant._by_id.pop(gone)
        answers = collected(source, tmp_path / "answers")
    found = reading(tmp_path / "answers").snapshot.captures["calendar_delegates"]

    assert not answers.withheld
    assert not found.missing
    assert tenant.counts.refused[404] == 1


def test_a_missing_permission_withholds_the_delegates_alone(tmp_path):
    tenant = emulated()
    app = tenant.apps[0]
    tenant.as_told(app.client_id, app.without("Calendars.Read", "Calendars.ReadBasic.All"))
    with wired(tenant, tmp_path) as wire:
        [probe] = [
            one
            for one in wire.source(calendars="yes").probe()
            if one.ask.id == "calendarPermissions"
        ]
        answers = collected(wire.source(calendars="yes"), tmp_path / "answers")

    assert not probe.readable
    assert "Calendars.ReadBasic.All" in probe.why
    assert list(answers.withheld) == ["calendarPermissions"]
    assert reading(tmp_path / "answers").snapshot.captures["calendar_delegates"].missing


def test_a_probe_says_that_calendars_can_be_read(tmp_path):
    with wired(emulated(), tmp_path) as wire:
        found = {one.ask.id: one.readable for one in wire.source(calendars="yes").probe()}

    assert found["calendarPermissions"]


def test_a_person_who_signs_in_cannot_ask_for_the_calendars_of_others():
    settings = {"tenant": "a", "client_id": "b", "sign_in": "device code", "calendars": "yes"}

    with pytest.raises(InputError, match="by an application only"):
        open_graph(settings)


def test_the_kind_says_with_which_setting_calendars_are_asked():
    assert [ask.id for ask in KIND.asks if ask.only_with == "calendars=yes"] == [
        "calendarPermissions"
    ]
