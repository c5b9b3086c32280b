"""Harbour Foods moves in two waves: Ana and Ben, then Chen and Dara."""

from dataclasses import replace

import networkx as nx
import pytest
from harbour import PEOPLE, mailbox, without
from hypothesis import given
from hypothesis import strategies as st
from ready import ready

from pilotage.assess.waves.apart import apart
from pilotage.assess.waves.crossing import crossing
from pilotage.facts.plan import Objective, Plan
from pilotage.facts.snapshot import Refusal
from pilotage.facts.tables import MAILBOX_PERMISSIONS, MEMBERSHIPS

WAVES = {"ana": 0, "ben": 0, "chen": 1, "dara": 1}
GROUPS = ("sales", "europe", "north")


def right(mailbox, trustee):
    return {"mailbox": mailbox, "trustee": trustee, "right": "full_access"}


def inside(group, *members):
    return [
        {"group": group, "member": each, "member_kind": "group" if each in GROUPS else "user"}
        for each in members
    ]


def source(rights, members=(), **tables):
    groups = [{"group": group, "name": group.title(), "kind": "security"} for group in GROUPS]
    given = {"mailbox_permissions": rights, "memberships": list(members), "groups": groups}
    return ready(source={**given, **tables}).source


def look(snapshot, waves=WAVES):
    """Return state and sentence by person."""
    situation = replace(ready(), source=snapshot)
    who = crossing(situation, snapshot, Plan("p", (), waves, Objective(0, 0, 0)))
    found = apart(who, snapshot[MAILBOX_PERMISSIONS], "trustee", "mailbox")
    return {person: (state, because) for person, state, because in found.iter_rows()}


def not_ready(found):
    return {person for person, (state, _) in found.items() if state == "not_ready"}


NESTED = [*inside("sales", "europe"), *inside("europe", "north"), *inside("north", "dara")]


def test_a_delegate_whose_right_comes_through_a_nested_group_is_named():
    found = look(source([right("ana", "sales")], NESTED))

    assert not_ready(found) == {"ana", "dara"}
    assert found["ana"][1] == "Dara, who uses the mailbox, moves in wave 1 (through Sales)"
    assert found["dara"][1] == (
        "Ana, whose mailbox this person uses, moves in wave 0 (through Sales)"
    )


def test_a_delegate_through_a_group_of_the_same_wave_is_ready():
    found = look(source([right("chen", "sales")], NESTED))

    assert not_ready(found) == set()


def test_groups_in_a_circle_end_and_everyone_inside_counts():
    circle = [*NESTED, *inside("north", "sales"), *inside("europe", "chen", "europe")]
    found = look(source([right("ana", "north")], circle))

    assert not_ready(found) == {"ana", "chen", "dara"}


def test_who_has_a_right_in_person_and_through_a_group_is_told_once():
    rights = [right("ana", "dara"), right("ana", "sales"), right("ana", "europe")]
    found = look(source(rights, NESTED))

    assert found["dara"][1] == "Ana, whose mailbox this person uses, moves in wave 0"
    assert found["ana"][1] == "Dara, who uses the mailbox, moves in wave 1"


def test_an_owner_inside_the_group_does_not_count_against_the_own_mailbox():
    found = look(source([right("ana", "sales")], inside("sales", "ana", "ben")))

    assert not_ready(found) == set()


def test_a_group_is_found_by_its_address_in_any_case():
    groups = [{"group": "sales", "name": "Sales", "address": "sales@harbour.example"}]
    rights = [right("ana", "Sales@Harbour.example")]
    found = look(source(rights, inside("sales", "dara"), groups=groups))

    assert not_ready(found) == {"ana", "dara"}


@pytest.mark.parametrize(
    ("wave", "states"),
    [
        ({"orders": 0}, {"ben": "ready", "dara": "not_ready"}),
        ({"orders": 1}, {"ben": "not_ready", "dara": "ready"}),
        ({}, {"ben": "unknown", "dara": "unknown"}),
    ],
    ids=["first wave", "second wave", "no wave"],
)
@pytest.mark.parametrize("trustees", [("ben", "dara"), ("sales",)], ids=["in person", "group"])
def test_whoever_uses_a_shared_mailbox_of_another_wave_is_not_ready(trustees, wave, states):
    boxes = [*map(mailbox, PEOPLE), mailbox("orders", kind="shared")]
    rights = [right("orders", trustee) for trustee in trustees]
    found = look(source(rights, inside("sales", "ben", "dara"), mailboxes=boxes), WAVES | wave)

    assert {person: found[person][0] for person in states} == states
    assert found["ana"][0] == found["chen"][0] == "ready"


def test_a_shared_mailbox_that_no_wave_moves_is_named():
    boxes = [*map(mailbox, PEOPLE), mailbox("orders", kind="shared")]
    found = look(source([right("orders", "ben")], mailboxes=boxes))

    says = "Orders, whose mailbox this person uses, is in no wave of the plan"
    assert found["ben"] == ("unknown", says)


def test_members_that_were_not_read_leave_everyone_unknown_but_those_who_are_named():
    blind = without(source([right("ana", "dara"), right("ben", "sales")]), MEMBERSHIPS, "no right")
    found = look(blind)

    assert not_ready(found) == {"ana", "dara"}
    assert found["chen"] == ("unknown", "source: groups hold such rights, and no right")


def test_members_do_not_matter_where_no_group_holds_a_right():
    blind = without(source([right("ana", "ben")]), MEMBERSHIPS, "no right")

    assert {state for state, _ in look(blind).values()} == {"ready"}


def test_refused_members_leave_everyone_unknown_where_a_group_holds_a_right():
    lost = (Refusal("page 3", "half a row", 2, ("memberships",)),)
    snapshot = replace(source([right("ana", "sales")], inside("sales", "ben")), refused=lost)

    assert {state for state, _ in look(snapshot).values()} == {"unknown"}


def test_a_group_inside_that_nobody_knows_leaves_everyone_unknown():
    row = {"group": "sales", "member": "lost", "member_kind": "group"}
    found = look(source([right("ana", "sales")], [row]))

    assert found["dara"] == ("unknown", "nobody read who is in lost, a group with such rights")


def test_many_members_are_counted_and_three_are_named():
    names = [f"p{number}" for number in range(9)]
    people = [{"user": name, "name": name, "enabled": True, "kind": "member"} for name in names]
    snapshot = source([right("p0", "sales")], inside("sales", *names), users=people)
    found = look(snapshot, dict.fromkeys(names, 1) | {"p0": 0})

    first, _, third = found["p0"][1].split("; ")
    assert first == "p1, who uses the mailbox, moves in wave 1 (through Sales)"
    assert third.endswith(" and 5 more")


NODES = st.sampled_from((*PEOPLE, *GROUPS))


@given(
    st.sets(st.tuples(st.sampled_from(PEOPLE), NODES)),
    st.sets(st.tuples(st.sampled_from(GROUPS), NODES)),
    st.fixed_dictionaries(dict.fromkeys(PEOPLE, st.integers(0, 2))),
)
def test_those_are_not_ready_whom_a_walk_from_every_right_finds(rights, members, waves):
    graph = nx.DiGraph(members)
    graph.add_nodes_from(GROUPS)
    pairs = {
        (owner, person)
        for owner, trustee in rights
        for person in ({trustee} | (nx.descendants(graph, trustee) if trustee in GROUPS else set()))
        if person in PEOPLE and waves[person] != waves[owner]
    }
    rows = [row for group, member in sorted(members) for row in inside(group, member)]
    found = look(source([right(*each) for each in sorted(rights)], rows), waves)

    assert not_ready(found) == {person for pair in pairs for person in pair}
