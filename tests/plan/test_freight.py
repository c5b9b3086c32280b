from dataclasses import replace

import pytest
from harbour import NOW, PEOPLE, engagement, mailbox, tenant, without
from plan.built import ROOMY, build, column, graph

from pilotage.facts.runbook import Kind
from pilotage.facts.tables import MAILBOXES
from pilotage.plan import as_plan, build_problem, solve

SERVER = ("srv1", "server", "srv1", None)


def test_the_size_of_a_person_is_mailbox_archive_and_drive():
    snapshot = tenant(
        mailboxes=[mailbox(name, size_bytes=10**9) for name in PEOPLE],
        archives=[{"mailbox": "ana", "size_bytes": 5 * 10**9}],
        drives=[
            {
                "drive": "d1",
                "kind": "personal",
                "owner": "ana@harbour.example",
                "size_bytes": 2 * 10**9,
            }
        ],
    )
    load = dict(
        zip(build(snapshot=snapshot).units.id, build(snapshot=snapshot).units.load, strict=True)
    )

    assert load["ana"][1] == pytest.approx(8)
    assert load["ben"][1] == pytest.approx(1)


def of_kind(kind, snapshot):
    """Return the gigabytes of each unit in a migration of this kind, with one server seen."""
    agreed = engagement()
    agreed = replace(agreed, migration=replace(agreed.migration, kind=kind))
    problem = build_problem(graph(units=[SERVER]), snapshot, agreed, NOW)
    return dict(zip(problem.units.id, problem.units.load[:, 1].tolist(), strict=True))


@pytest.mark.parametrize(
    ("kind", "server", "ana"),
    [
        (Kind.TENANT_TO_TENANT, None, 2.5),
        (Kind.MAIL_TO_MICROSOFT_365, None, 2.0),
        (Kind.GOOGLE_TO_MICROSOFT_365, None, 2.5),
        (Kind.IDENTITY_CONSOLIDATION, 0.0, 0.0),
        (Kind.INFRASTRUCTURE_MODERNIZATION, 700.0, 0.0),
        (Kind.SECURITY_TRANSITION, None, 0.0),
    ],
)
def test_only_what_a_kind_of_migration_copies_goes_through_the_window(kind, server, ana):
    snapshot = tenant(
        mailboxes=[mailbox(name, size_bytes=2 * 10**9) for name in PEOPLE],
        drives=[{"drive": "d1", "kind": "personal", "owner": "ana", "size_bytes": 5 * 10**8}],
        servers=[{"server": "srv1", "size_bytes": 700 * 10**9}],
    )
    gb = of_kind(kind, snapshot)

    assert (gb.get("srv1"), gb["ana"]) == (server, ana)


def test_a_size_that_was_read_as_empty_is_the_median_of_the_others():
    sizes = {"ana": 10**9, "ben": 3 * 10**9, "chen": 5 * 10**9, "dara": None}
    snapshot = tenant(mailboxes=[mailbox(name, size_bytes=size) for name, size in sizes.items()])

    assert build(snapshot=snapshot).units.load[4, 1] == pytest.approx(3)


def test_a_size_that_is_assumed_is_said_of_the_unit_and_of_the_plan():
    sizes = {"ana": 10**9, "ben": 3 * 10**9, "chen": 5 * 10**9, "dara": None}
    snapshot = tenant(mailboxes=[mailbox(name, size_bytes=size) for name, size in sizes.items()])
    problem = build(ROOMY, snapshot=snapshot)
    plan = as_plan(problem, solve(problem, effort="quick"))

    assert plan.why["dara"].endswith("its size was not read, 3 GB is assumed")
    assert "assumed" not in plan.why["ana"]
    assert plan.assumed == (
        "The size of 1 of 5 units was not read; together they are assumed to be 3 GB.",
    )


def test_without_any_mailbox_sizes_everyone_is_assumed_to_weigh_nothing():
    problem = build(snapshot=without(tenant(), MAILBOXES, "no permission"))

    assert column(problem, "flags") == {"all-staff": 0} | dict.fromkeys(PEOPLE, 16) | {"ana": 17}


def test_a_person_without_a_mailbox_weighs_nothing_and_nothing_is_assumed():
    snapshot = tenant(mailboxes=[mailbox("ana")])

    assert column(build(snapshot=snapshot), "flags")["dara"] == 0
