import pytest
from harbour import NOW, PEOPLE, user, without
from ready import READY, answer, ready

from pilotage.facts.finding import Outcome
from pilotage.facts.situation import Situation
from pilotage.facts.tables import IDENTITY_MAP, USERS

CHECK = "migration.usernames_usable"


def planned(name):
    """Return the ready migration in which Dara gets this name, and everyone else an account."""
    known = [{"source_user": each, "target_user": each} for each in PEOPLE[:-1]]
    return ready(source={"identity_map": [*known, {"source_user": "dara", "target_user": name}]})


@pytest.mark.parametrize(
    "name",
    [
        "d.nova@quay.example",
        "D-N_o!v#a^1~'x@quay.example",
        "d" * 64 + "@" + "q" * 40 + ".example",
        "dara@mail.local.example",
    ],
)
def test_passes_with_a_name_that_the_target_takes(name):
    finding = answer(CHECK, planned(name))

    assert finding.outcome is Outcome.PASSED
    assert finding.says == "All 1 planned sign-in names can be used in the target."


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("dara@no@quay.example", "not exactly one @"),
        ("d" * 65 + "@quay.example", "over 64 characters before the @"),
        ("dara@" + "q" * 41 + ".example", "over 48 characters behind the @"),
        ("@quay.example", "a character before the @"),
        ("dära@quay.example", "a character before the @"),
        ("da ra@quay.example", "a character before the @"),
        ("dara+n@quay.example", "a character before the @"),
        ("dara&n@quay.example", "a character before the @"),
        ("dara.@quay.example", "a character before the @"),
        ("dara@", "no domain behind the @"),
        ("dara@quay..example", "no domain behind the @"),
        ("dara@quay.exam ple", "no domain behind the @"),
        ("dara@quay", "a domain that no public name server knows"),
        ("dara@quay.local", "a domain that no public name server knows"),
        ("dara@ad.quay.LAN", "a domain that no public name server knows"),
        ("dara@quay.internal", "a domain that no public name server knows"),
    ],
)
def test_names_what_the_target_does_not_take(name, why):
    finding = answer(CHECK, planned(name))

    assert finding.outcome is Outcome.FAILED
    assert f"{name} ({why}" in finding.says
    assert finding.evidence["user"].to_list() == ["dara"]


def test_an_account_that_exists_has_a_name():
    finding = answer(CHECK, ready())

    assert finding.says == "There are no planned sign-in names."


@pytest.mark.parametrize("change", [{"kind": "guest"}, {"enabled": False}], ids=str)
def test_who_does_not_move_needs_no_name(change):
    people = [*(user(name) for name in PEOPLE), user("eve", **change)]

    assert answer(CHECK, ready(source={"users": people})).outcome is Outcome.PASSED


def test_who_is_not_on_the_map_has_no_known_name():
    people = [*(user(name) for name in PEOPLE), user("eve")]

    assert answer(CHECK, ready(source={"users": people})).outcome is Outcome.NOT_ASSESSED


def test_an_id_that_points_nowhere_is_no_name():
    assert answer(CHECK, planned("0000aaaa")).outcome is Outcome.NOT_ASSESSED


@pytest.mark.parametrize(
    ("side", "table"),
    [("source", USERS), ("source", IDENTITY_MAP), ("target", USERS)],
    ids=["source users", "identity map", "target users"],
)
def test_is_not_assessed_without(side, table):
    whole = planned("dara@quay.example")
    sides = {"source": whole.source, "target": whole.target}
    sides[side] = without(sides[side], table, "hidden")

    finding = answer(CHECK, Situation(NOW, sides["source"], sides["target"], READY))

    assert finding.outcome is Outcome.NOT_ASSESSED
