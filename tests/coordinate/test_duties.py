"""Duties: one is accountable, a deputy is there, nobody approves own work; owners are real."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from pilotage.coordinate.duties import duties, faults, letter, usual_duties
from pilotage.coordinate.impact import profile, profiles
from pilotage.coordinate.owners import Owned, held
from pilotage.facts.assignment import Assignment, Ownership
from pilotage.facts.engagement import (
    Department,
    Duty,
    Engagement,
    Environment,
    Freeze,
    Migration,
    Person,
)
from pilotage.facts.errors import NotKnown
from pilotage.facts.role import ROLES
from pilotage.facts.runbook import Kind

TODAY = date(2026, 11, 12)
WINDOW = (datetime(2026, 11, 14, 18, tzinfo=UTC), datetime(2026, 11, 15, 6, tzinfo=UTC))
LEAD = Person(
    "Lead (demo)", ("lead",), "lead@demo.example", accepted_on=TODAY, backup="Deputy (demo)"
)
DEPUTY = Person("Deputy (demo)", ("engineer",), accepted_on=TODAY)
MIGRATION = Migration("Move (demo)", "Client (demo)", Kind.TENANT_TO_TENANT, TODAY)
AGREED = Engagement(MIGRATION, Environment("a"), Environment("b"), person=(LEAD, DEPUTY))
SOUND = Assignment("Call back", ("lead",), ("engineer",), approver="sponsor")


def says(duty=SOUND, agreed=AGREED):
    return " ".join(each.says for each in faults([duty], agreed, [WINDOW]))


def test_a_sound_line_has_no_fault():
    assert says() == ""


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"accountable": ()}, "Nobody is accountable"),
        ({"accountable": ("lead", "engineer")}, "2 are accountable"),
        ({"responsible": ()}, "Nobody does it"),
        ({"approver": "engineer"}, "does it and approves it"),
        ({"accountable": ("auditor",)}, "is nobody we know"),
        ({"deputy": "Lead (demo)"}, "stands in for the same person"),
    ],
    ids=["none", "two", "nobody does it", "own step", "unknown", "own deputy"],
)
def test_a_line_is_told_what_is_wrong(changes, told):
    assert told in says(replace(SOUND, **changes))


def test_the_deputy_is_awake_in_the_window():
    away = replace(DEPUTY, away=(date(2026, 11, 14),))
    night = Duty(WINDOW[0] - timedelta(hours=10), 9, DEPUTY.name)

    assert "comes from duty" in says(agreed=replace(AGREED, duty=(night,)))
    assert "is away" in says(agreed=replace(AGREED, person=(LEAD, away)))
    assert "Nobody stands in" in says(
        agreed=replace(AGREED, person=(replace(LEAD, backup=""), DEPUTY))
    )


def test_who_is_accountable_said_yes():
    unsaid = replace(AGREED, person=(replace(LEAD, accepted_on=None), DEPUTY))

    assert "has not accepted" in says(agreed=unsaid)


def test_the_usual_table_has_one_accountable_role_each_and_can_be_changed_by_line():
    for duty in usual_duties():
        named = {*duty.accountable, *duty.responsible, *duty.consulted, *duty.informed}
        assert named <= ROLES.keys()
        assert len(duty.accountable) == 1
    changed = duties([Assignment("Handover", ("lead",)), Assignment("New", ("lead",))])
    assert len(changed) == len(usual_duties()) + 1
    assert letter(next(d for d in changed if d.what == "Handover"), "lead") == "A"


OWNED = Owned("service", "crm", "CRM", "Lead (demo)")


@pytest.mark.parametrize(
    ("owner", "told"),
    [
        ("", "Nobody owns it."),
        ("Ghost", "Ghost is neither an active account nor a known contact."),
        ("Gone (demo)", "The account is disabled."),
        ("Lead (demo)", ""),
        ("ana@demo.example", ""),
    ],
)
def test_an_owner_is_an_active_account_or_a_known_contact_r5(owner, told):
    [found] = held(
        [replace(OWNED, owner=owner)], AGREED, directory={"Ana@demo.example"},
        cannot_act={"Gone (demo)": "The account is disabled."}, answers=(),
    )  # fmt: skip

    assert found.orphaned == told


def test_who_refuses_leaves_an_orphan():
    no = Ownership(
        "service", "crm", "Lead (demo)", accepted=False, answered_on=TODAY, why="on leave"
    )

    [found] = held([OWNED], AGREED, directory=(), cannot_act={}, answers=(no,))

    assert (found.state, found.orphaned) == ("orphan", "Lead (demo) refused: on leave.")


def test_a_department_tells_what_changes_when_and_what_is_missing_r24():
    finance = Department("Finance", "Head (demo)", "", "new sign-in", TODAY)
    month_end = Freeze("Finance", TODAY, TODAY, "month end")
    agreed = replace(AGREED, department=(finance,), freeze=(month_end,))
    waves = {"Finance": {2: 14}, "Sales": {1: 30}}

    found = profile("finance", agreed, waves, TODAY)

    assert (found.people, found.freezes, found.gaps) == (14, (month_end,), ("no champion",))
    assert [p.department.name for p in profiles(agreed, waves, TODAY)] == ["Sales", "Finance"]
    assert "not confirmed" in profile("sales", agreed, waves, TODAY).gaps
    with pytest.raises(NotKnown, match="Finance"):
        profile("Legal", agreed, waves, TODAY)
