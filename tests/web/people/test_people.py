"""People on screen: holes, duties, owners, departments, and forms to change them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from control_room import BY, CLIENT, MIGRATION, ours, signed_in

from pilotage.facts.engagement import Department, Duty, Person, Window
from pilotage.facts.errors import InputError
from pilotage.store.items import item, items, save, values
from pilotage.web.people.form import fields_of, value_from

pytestmark = pytest.mark.django_db
PEOPLE = f"/c/{CLIENT}/m/{MIGRATION}/people"


def test_a_hole_in_the_roster_is_said_first():
    for each in items(ours(), "duty"):
        save(ours(), "duty", replace(each.value, primary=""), BY, key=each.key)

    content = signed_in("helpdesk_lead").get(PEOPLE).content.decode()

    assert "Nobody is on support for" in content


def test_the_page_shows_duties_departments_and_vendors():
    content = signed_in("lead").get(PEOPLE).content.decode()

    for text in ("Who decides, who does", "Go or no-go", "Finance", "Fjordnet (demo)"):
        assert text in content


def test_a_department_shows_what_changes_and_its_freezes_r24():
    content = signed_in("sponsor").get(f"{PEOPLE}/department/Finance").content.decode()

    assert "month end" in content
    assert "What changes, and when" in content
    assert signed_in("sponsor").get(f"{PEOPLE}/department/Nobody").status_code == 404


@pytest.mark.parametrize(
    "kind", ["person", "assignment", "duty", "department", "vendor", "window", "freeze"]
)
def test_every_kind_has_a_list_and_a_form(kind):
    lead = signed_in("lead")

    assert lead.get(f"{PEOPLE}/edit/{kind}").status_code == 200
    assert lead.get(f"{PEOPLE}/edit/{kind}/new").status_code == 200
    for each in items(ours(), kind)[:1]:
        assert lead.get(f"{PEOPLE}/edit/{kind}/item/{each.key}").status_code == 200


def test_a_form_changes_an_item_and_a_stale_one_does_not():
    lead, address = signed_in("lead"), f"{PEOPLE}/edit/department/item/finance"
    version = item(ours(), "department", "finance").version
    said = {"name": "Finance", "champion": "Ada (demo)", "version": version}

    assert lead.post(address, said).status_code == 302
    assert item(ours(), "department", "finance").value == Department("Finance", "", "Ada (demo)")
    assert lead.post(address, said | {"champion": "Bo"}).status_code == 409


def test_items_are_added_and_removed():
    lead = signed_in("lead")
    lead.post(f"{PEOPLE}/edit/person/new", {"name": "New (demo)", "roles": "champion, engineer"})

    kept = item(ours(), "person", "new-demo")
    assert kept.value == Person("New (demo)", ("champion", "engineer"))
    lead.post(f"{PEOPLE}/edit/person/item/new-demo/remove", {"version": kept.version})
    assert "New (demo)" not in {each.name for each in values(ours(), "person")}


def test_who_only_reads_changes_nothing():
    said = {"name": "X", "roles": "lead"}

    assert signed_in("auditor").post(f"{PEOPLE}/edit/person/new", said).status_code == 403
    assert signed_in("lead").get(f"{PEOPLE}/edit/signature").status_code == 404


def test_an_orphan_gets_an_owner_who_accepts_r5():
    service = items(ours(), "service")[0]
    save(ours(), "service", replace(service.value, owner="Ghost"), BY, key=service.key)
    lead, named = signed_in("lead"), {"kind": "service", "key": service.key}
    assert "Ghost is neither" in lead.get(f"{PEOPLE}/owners").content.decode()

    lead.post(f"{PEOPLE}/owners/give", named | {"owner": "sponsor@demo.example"})
    assert "Ghost" not in lead.get(f"{PEOPLE}/owners").content.decode()
    not_mine = lead.post(f"{PEOPLE}/owners/accept", named | {"said": "accept"})
    assert not_mine.status_code == 403
    signed_in("sponsor").post(f"{PEOPLE}/owners/accept", named | {"said": "accept"})
    [answer] = values(ours(), "ownership")
    assert (answer.who, answer.accepted) == ("sponsor@demo.example", True)


@pytest.mark.parametrize(
    "value",
    [
        Person("A (demo)", ("lead",), hours_per_week=20.5, accepted_on=date(2026, 11, 1)),
        Window(datetime(2026, 11, 14, 18, tzinfo=UTC), 12),
        Duty(datetime(2026, 7, 1, 18, tzinfo=UTC), 8, "A (demo)"),
    ],
    ids=["person", "window", "duty in summer"],
)
def test_a_form_that_is_sent_back_unchanged_changes_nothing(value):
    zone = ours().created_at.tzinfo
    said = {each.name: each.value for each in fields_of(type(value), value, zone)}

    assert value_from(type(value), said, value, zone) == value


@pytest.mark.parametrize(
    "said",
    [
        {"hours": "8"},
        {"starts": "soon", "hours": "8"},
        {"starts": "2026-11-14T18:00", "hours": "x"},
    ],
    ids=["no start", "no moment", "no number"],
)
def test_a_form_says_which_field_is_wrong(said):
    with pytest.raises(InputError) as refused:
        value_from(Window, said, None, UTC)

    assert refused.value.where or refused.value.fix
