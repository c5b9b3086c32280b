from dataclasses import replace

import pytest
from harbour import HEALTHY, NOW, PEOPLE, user, without
from ready import READY, TARGET, answer, ask, ready

from pilotage.facts.finding import Outcome
from pilotage.facts.runbook import Kind
from pilotage.facts.situation import Situation
from pilotage.facts.tables import ADDRESSES

CHECK = "migration.addresses_do_not_collide"


def holds(holder, address, kind="smtp"):
    extra = {"object": holder, "holder": "group", "address": address, "kind": kind}
    return [*HEALTHY["addresses"], extra]


@pytest.mark.parametrize(
    "target",
    [
        {"addresses": holds("quay-staff", "dara@harbour.example")},
        {"users": [*TARGET["users"], user("d2", upn="Dara@harbour.example", address=None)]},
        {"users": [*TARGET["users"], user("d2", upn="d2@q", address="dara@harbour.example")]},
    ],
    ids=["alias of a group", "sign-in name", "primary address"],
)
def test_names_the_address_that_somebody_else_holds_in_the_target(target):
    finding = answer(CHECK, ready(target=target))

    assert finding.outcome is Outcome.FAILED
    assert "dara@harbour.example" in finding.says
    assert finding.evidence["source_object"].unique().to_list() == ["dara"]


def test_an_alias_that_comes_along_counts_as_well():
    coming = {"addresses": [*HEALTHY["addresses"], alias("dara", "orders@harbour.example")]}
    there = {"addresses": holds("quay-orders", "orders@harbour.example")}

    finding = answer(CHECK, ready(source=coming, target=there))

    assert finding.evidence["address"].to_list() == ["orders@harbour.example"]


def alias(holder, address):
    return {"object": holder, "holder": "user", "address": address, "kind": "smtp"}


def test_a_planned_sign_in_name_must_be_free():
    planned = {
        "identity_map": [
            {"source_user": name, "target_user": name if name != "dara" else "dara@quay.example"}
            for name in PEOPLE
        ],
    }
    target = {
        "users": [row for row in TARGET["users"] if row["user"] != "dara"],
        "addresses": [
            row for row in holds("docks", "dara@quay.example") if row["object"] != "dara"
        ],
    }

    finding = answer(CHECK, ready(source=planned, target=target))

    assert finding.outcome is Outcome.FAILED
    assert finding.evidence["held_by"].to_list() == ["docks"]


def test_an_unmapped_account_collides_with_its_own_twin():
    unmapped = {"identity_map": [{"source_user": n, "target_user": n} for n in PEOPLE[:3]]}

    assert "dara@harbour.example" in answer(CHECK, ready(source=unmapped)).says


def test_x500_addresses_may_be_equal():
    same = {"addresses": holds("quay-staff", "/o=harbour/cn=dara", kind="x500")}

    assert answer(CHECK, ready(source=same, target=same)).outcome is Outcome.PASSED


def test_no_collision_proves_nothing_while_aliases_are_not_known():
    blind = without(ready().target, ADDRESSES, "proxyAddresses was not exported")

    finding = answer(CHECK, Situation(NOW, ready().source, blind, READY))

    assert finding.outcome is Outcome.NOT_ASSESSED
    assert "proxyAddresses" in finding.says


def test_a_collision_is_one_even_while_aliases_are_not_known():
    clash = {"users": [*TARGET["users"], user("d2", upn="dara@harbour.example", address=None)]}
    blind = without(ready(target=clash).target, ADDRESSES, "proxyAddresses was not exported")

    finding = answer(CHECK, Situation(NOW, ready().source, blind, READY))

    assert finding.outcome is Outcome.FAILED


def test_is_silent_where_nobody_changes_accounts():
    servers = replace(READY.migration, kind=Kind.INFRASTRUCTURE_MODERNIZATION)

    assert ask(CHECK, ready(migration=servers)) == []
