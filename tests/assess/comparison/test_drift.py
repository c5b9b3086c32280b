"""What changed, by whom, and whether it was planned. A false alarm costs trust."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from harbour import HEALTHY, NOW, engagement, mailbox, tenant, user

from pilotage.assess.comparison.drift import LOGS, drift, steady
from pilotage.facts.runbook import Kind, Runbook, Step
from pilotage.facts.signed import Attestation, Exclusion
from pilotage.facts.tables import TABLES

NEXT = NOW + timedelta(days=1)
AT = NOW + timedelta(hours=12)
BOARD = {"users": [user("ana", department="Board"), *HEALTHY["users"][1:]]}


TOUCHED = [
    {**each, "modified_at": AT, "name": "x"} for each in HEALTHY["conditional_access_policies"]
]


def after(**tables):
    return tenant(taken_at=NEXT, **tables)


def only(found):
    [change] = found.changes.to_dicts()
    return change


@pytest.mark.parametrize(
    "tables",
    [
        {"users": [user("ana", last_sign_in_at=AT, password_changed_at=AT), *HEALTHY["users"][1:]]},
        {"users": [user("ana", name="Ana Sol"), *HEALTHY["users"][1:]]},
        {"users": list(reversed(HEALTHY["users"]))},
        {"users": [{**each, "upn": each["upn"].upper()} for each in HEALTHY["users"]]},
        {"mailboxes": [mailbox(each["mailbox"], size_bytes=7) for each in HEALTHY["mailboxes"]]},
        {"groups": [{**HEALTHY["groups"][0], "name": "Everybody", "visibility": "public"}]},
        {"conditional_access_policies": TOUCHED},
        {"sign_ins": [{"user": "ana", "application": "a", "client_app": "b", "count": 9}]},
        {"mail_traffic": [{"sender": "ana", "recipient": "ben", "messages": 4}]},
    ],
)
def test_use_measurement_order_casing_and_names_are_no_drift_r9(tables):
    assert drift(tenant(), after(**tables)).changes.is_empty()


def test_every_moment_and_every_count_was_weighed():
    every = {name for table in TABLES.values() for name in steady(table)}
    weighed = {name for name in every if name.endswith(("_at", "_bytes", "_count"))}

    assert weighed == {
        *("created_at", "starts_at", "ends_at", "since_at", "certificate_ends_at"),
        *("support_ends_at", "quota_bytes"),
    }
    assert all(not steady(TABLES[name]) for name in LOGS)


def entry(**changes):
    return {
        "audit": "a1",
        "target": "ana",
        "at": AT,
        "activity": "Update user",
        "actor_name": "chen@harbour.example",
        "properties": ["Department"],
        "succeeded": True,
        **changes,
    }


def test_who_changed_it_comes_from_the_audit_log():
    found = only(drift(tenant(), after(**BOARD, directory_audits=[entry()])))

    assert (found["table"], found["key"], found["column"]) == ("users", "ana", "department")
    assert (found["by"], found["at"], found["activity"]) == (
        "chen@harbour.example",
        AT,
        "Update user",
    )


@pytest.mark.parametrize(
    "other",
    [
        {"target": "ben"},
        {"succeeded": False},
        {"at": NOW - timedelta(days=1)},
        {"at": NEXT + timedelta(days=1)},
        {"properties": ["JobTitle"]},
    ],
)
def test_an_entry_about_something_else_accuses_nobody(other):
    assert only(drift(tenant(), after(**BOARD, directory_audits=[entry(**other)])))["by"] is None


@pytest.mark.parametrize(
    ("column", "value", "name"),
    [("enabled", False, "AccountEnabled"), ("job_title", "Chair", "JobTitle")],
)
def test_the_log_calls_properties_by_other_names(column, value, name):
    users = [user("ana", **{column: value}), *HEALTHY["users"][1:]]
    audits = [entry(properties=[name])]

    assert only(drift(tenant(), after(users=users, directory_audits=audits)))["by"]


def test_of_two_entries_the_one_about_both_objects_counts():
    joined = {"group": "all-staff", "member": "eva", "member_kind": "user"}
    audits = [
        entry(audit="a1", target="eva", activity="Add user", at=AT + timedelta(hours=1)),
        entry(audit="a2", target="eva", activity="Add member to group", properties=[]),
        entry(audit="a2", target="all-staff", activity="Add member to group", properties=[]),
    ]
    members = [*HEALTHY["memberships"], joined]

    found = only(drift(tenant(), after(memberships=members, directory_audits=audits)))

    assert (found["change"], found["activity"]) == ("added", "Add member to group")


SIGNED = Attestation(
    "comparison.changes_planned", "Chen", "HR asked.", NOW.date(), date(2026, 2, 1), subject="ana"
)


@pytest.mark.parametrize("subject", ["ana", "Ana@harbour.example", "users", ""])
def test_a_change_that_somebody_signed_is_planned(subject):
    agreed = engagement(attestation=(replace(SIGNED, subject=subject),))

    found = drift(tenant(), after(**BOARD), agreed)

    assert found.unplanned.is_empty()
    assert "Chen signed: HR asked." in only(found)["planned"]


@pytest.mark.parametrize("change", [{"subject": "ben"}, {"check": "x"}, {"expires_on": NOW.date()}])
def test_another_signature_plans_nothing(change):
    agreed = engagement(attestation=(replace(SIGNED, **change),))

    assert drift(tenant(), after(**BOARD), agreed).unplanned.height == 1


OPENED = {
    "conditional_access_policies": [
        {**each, "exclude_users": ["dara"]} if each["name"].startswith("MFA") else each
        for each in HEALTHY["conditional_access_policies"]
    ]
}
REGISTERED = Exclusion("MS.AAD.3.2v2", "the move", ("dara@harbour.example",))


@pytest.mark.parametrize(
    ("entry", "planned"),
    [
        (REGISTERED, True),
        (replace(REGISTERED, users=("ana@harbour.example",)), False),
        (replace(REGISTERED, expires_on=NOW.date()), False),
    ],
)
def test_an_exclusion_is_planned_while_it_is_registered(entry, planned):
    found = drift(tenant(), after(**OPENED), engagement(exclusion=(entry,)))

    assert only(found)["column"] == "exclude_users"
    assert found.unplanned.is_empty() is planned


STEP = Step(
    key="move",
    title="Move mailboxes",
    phase="cutover",
    owner="engineer",
    starts=timedelta(hours=1),
    minutes=120,
    verify="They open.",
)
RUNBOOK = Runbook(
    wave=1,
    title="Wave 1",
    kind=Kind.TENANT_TO_TENANT,
    items=(STEP,),
    members=("Ana",),
    window=(NOW + timedelta(hours=10), NOW + timedelta(hours=18)),
)


@pytest.mark.parametrize(
    ("runbook", "at", "planned"),
    [
        (RUNBOOK, AT, True),
        (RUNBOOK, None, True),
        (RUNBOOK, NOW + timedelta(hours=2), False),
        (replace(RUNBOOK, members=("Ben",)), AT, False),
        (replace(RUNBOOK, window=None), AT, False),
        (replace(RUNBOOK, window=(NEXT, NEXT + timedelta(hours=8))), None, False),
    ],
)
def test_a_change_is_planned_where_a_step_of_the_wave_made_it_r9(runbook, at, planned):
    audits = [entry(at=at)] if at else []

    found = drift(tenant(), after(**BOARD, directory_audits=audits), runbooks=[runbook])

    expected = "Wave 1: Move mailboxes" if planned else None
    assert only(found)["planned"] == expected


def test_two_exports_read_at_once_take_the_entries_that_are_new():
    old, new = entry(actor_name="old"), entry(audit="a2", actor_name="new")
    before = tenant(directory_audits=[old])

    found = drift(before, tenant(**BOARD, directory_audits=[old, new]))

    assert only(found)["by"] == "new"


def test_a_reading_does_not_drift_from_itself():
    assert drift(tenant(), tenant()).changes.is_empty()
