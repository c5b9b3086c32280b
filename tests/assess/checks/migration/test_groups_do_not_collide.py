from datetime import UTC, datetime, time, timedelta

import pytest
from harbour import HEALTHY, NOW, unread, user, without
from ready import READY, TARGET, answer, ready

from pilotage.facts.finding import Outcome
from pilotage.facts.situation import Situation
from pilotage.facts.tables import ADDRESSES, GROUPS, USERS

CHECK = "migration.groups_do_not_collide"
DOCKS = {
    "group": "docks",
    "name": "Docks",
    "kind": "microsoft_365",
    "address": "docks@harbour.example",
    "mail_nickname": "docks",
}
PIER = {"group": "pier", "name": "Pier", "kind": "security"}


def group(**changes):
    return {"groups": [PIER | changes]}


def holding(address, holder="contact", kind="smtp"):
    extra = {"object": "x", "holder": holder, "address": address, "kind": kind}
    return {"addresses": [*HEALTHY["addresses"], extra]}


def someone(**changes):
    return {"users": [*TARGET["users"], user("x", **{"address": None, **changes})]}


def asked(target, **source):
    here = {"groups": [DOCKS], **source}
    return answer(CHECK, ready(source=here, target={"groups": [], **target}))


@pytest.mark.parametrize(
    ("target", "what"),
    [
        (group(name="DOCKS "), ["name"]),
        (group(address="p@quay.example", mail_nickname="Docks"), ["alias"]),
        (group(address="Docks@harbour.example"), ["address"]),
        (someone(mail_nickname="docks"), ["alias"]),
        (someone(upn="docks@harbour.example"), ["address"]),
        (someone(upn="x@q", address="docks@harbour.example"), ["address"]),
        (holding("docks@harbour.example"), ["address"]),
        (group(name="Docks", address="docks@harbour.example"), ["address", "name"]),
    ],
    ids=[
        "name of a group",
        "alias of a group",
        "address of a group",
        "alias of an account",
        "sign-in name",
        "address of an account",
        "address of a contact",
        "two at once",
    ],
)
def test_names_the_group_and_what_is_taken(target, what):
    finding = asked(target)

    assert finding.outcome is Outcome.FAILED
    assert finding.says.endswith("of 1 of 1 groups are taken in the target: Docks.")
    assert finding.evidence["what"].to_list() == what
    assert finding.evidence["group"].unique().to_list() == ["docks"]


@pytest.mark.parametrize(
    "target",
    [
        group(),
        group(address="pier@quay.example", mail_nickname="pier"),
        group(mail_nickname="docks"),
        someone(upn="docks@quay.example"),
        someone(name="Docks"),
        holding("docks@harbour.example", kind="x500"),
    ],
    ids=["another", "for mail", "alias without mail", "other domain", "name of a person", "x500"],
)
def test_what_nobody_else_has_passes(target):
    assert asked(target).outcome is Outcome.PASSED


def test_tells_who_holds_it():
    taken = [group(name="Docks"), someone(mail_nickname="docks"), holding("docks@harbour.example")]
    three = {name: rows for each in taken for name, rows in each.items()}

    found = asked(three).evidence.select("what", "held_by", "holder").rows()

    assert found == [
        ("address", "x", "x@harbour.example"),
        ("alias", "x", "x@harbour.example"),
        ("name", "pier", "Docks"),
    ]


def test_an_alias_of_the_group_that_comes_along_counts():
    further = {"object": "docks", "holder": "group", "address": "pier@harbour.example"}
    here = [*HEALTHY["addresses"], further]

    finding = asked(holding("pier@harbour.example"), addresses=here)

    assert finding.evidence["value"].to_list() == ["pier@harbour.example"]


@pytest.mark.parametrize(
    ("made", "outcome"),
    [
        (READY.migration.starts_on, Outcome.PASSED),
        (READY.migration.starts_on - timedelta(days=1), Outcome.FAILED),
        (None, Outcome.FAILED),
    ],
    ids=["since the start", "before it", "nobody knows when"],
)
def test_a_group_of_that_name_made_since_the_migration_began_is_the_moved_one(made, outcome):
    moment = datetime.combine(made, time(1), UTC) if made else None
    twin = {"groups": [DOCKS | {"group": "docks-2", "created_at": moment}]}

    assert asked(twin).outcome is outcome


def test_of_two_new_groups_of_one_name_neither_is_taken_for_the_moved_one():
    moment = datetime.combine(READY.migration.starts_on, time(1), UTC)
    twins = [PIER | {"group": id, "name": "Docks", "created_at": moment} for id in ("a", "b")]

    assert asked({"groups": twins}).outcome is Outcome.FAILED


@pytest.mark.parametrize("side", ["source", "target"])
@pytest.mark.parametrize(
    "hide",
    [
        lambda side: without(side, GROUPS, "no permission"),
        lambda side: unread(side, GROUPS, "mail_nickname"),
        lambda side: unread(side, GROUPS, "address"),
        lambda side: without(side, ADDRESSES, "no proxyAddresses"),
    ],
    ids=["groups", "aliases", "primary addresses", "further addresses"],
)
def test_no_collision_proves_nothing_while_something_is_not_known(side, hide):
    whole = ready()
    sides = {"source": whole.source, "target": whole.target}
    sides[side] = hide(sides[side])

    assert answer(CHECK, Situation(NOW, **sides, engagement=READY)).outcome is Outcome.NOT_ASSESSED


@pytest.mark.parametrize("columns", [("mail_nickname",), ("upn", "address")])
def test_aliases_and_addresses_of_accounts_in_the_target_are_needed(columns):
    blind = unread(ready().target, USERS, *columns)

    finding = answer(CHECK, Situation(NOW, ready().source, blind, READY))

    assert finding.outcome is Outcome.NOT_ASSESSED


def test_a_collision_is_one_even_while_aliases_are_not_known():
    clash = ready(source={"groups": [DOCKS]}, target=group(name="Docks"))
    blind = without(clash.target, ADDRESSES, "no proxyAddresses")

    finding = answer(CHECK, Situation(NOW, clash.source, blind, READY))

    assert finding.outcome is Outcome.FAILED
