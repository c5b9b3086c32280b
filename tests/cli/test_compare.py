"""Two readings side by side: from exports, from snapshot folders, and from home."""

import json
from pathlib import Path

import pytest
from harbour import ENGAGEMENT, HEALTHY, NOW, mailbox, tenant, user
from ready import NOTHING_ELSE

from pilotage.store import snapshots

KEYS = {"as", "readings", "snapshot", "access", "posture", "drift"}
WHOLE = {**NOTHING_ELSE}


@pytest.fixture
def stored(tmp_path):
    """Return a function that keeps Harbour Foods in a home of its own and gives its folder."""

    def keep(name: str, **tables) -> Path:
        side = tables.pop("side", "source")
        return snapshots.save(tenant(side=side, **{**WHOLE, **tables}), tmp_path / name)

    return keep


@pytest.fixture
def compare(ask, tmp_path):
    """Run compare in an empty home and return the exit code and the parsed answer."""

    def run(*words):
        answer = ask("--home", tmp_path / "home", "compare", *words, "--json")
        return answer.code, json.loads(answer.out)

    return run


def test_nothing_has_changed_and_what_was_never_read_is_unknown(stored, compare):
    code, found = compare(stored("a"), stored("b"))

    assert code == 4
    assert found.keys() >= KEYS
    assert found["as"] == "same"
    assert found["snapshot"] == {}
    assert found["access"]["unexplained"] == []
    assert found["drift"]["changes"] == []
    assert {each["change"] for each in found["posture"]} == {"same", "unknown"}


def test_a_control_that_is_worse_exits_3_and_shows_both_outcomes(stored, compare):
    policies = HEALTHY["conditional_access_policies"]
    code, found = compare(
        stored("a"), stored("b", conditional_access_policies=policies[:1]), "--as", "migration"
    )

    worse = {each["control"]: each for each in found["posture"] if each["change"] == "worse"}
    assert code == 3
    assert worse["identity.mfa_enforced"]["before"] == "passed"
    assert worse["identity.mfa_enforced"]["after"] == "failed"
    assert worse["identity.mfa_enforced"]["why"].startswith("Before: ")
    assert found["drift"] is None


def test_a_right_too_many_exits_3_and_names_it(stored, compare):
    more = {"mailbox": "ana", "trustee": "dara", "right": "full_access"}
    rights = [*HEALTHY["mailbox_permissions"], more]

    code, found = compare(stored("a"), stored("b", mailbox_permissions=rights))

    [gained] = found["access"]["unexplained"]
    assert code == 3
    assert (gained["change"], gained["who"], gained["what"]) == ("gained", "dara", "ana")
    assert found["snapshot"]["mailbox_permissions"]["added"] == 1
    assert found["drift"]["unplanned"] == 1


def test_a_deviation_accepts_what_is_worse(stored, compare, tmp_path):
    policies = HEALTHY["conditional_access_policies"][:1]
    deviation = (
        '[[deviation]]\ncheck = "{}"\nwho = "Ana"\nwhy = "Spring"\nexpires_on = 2090-01-01\n'
    )
    before, after = stored("a"), stored("b", side="target", conditional_access_policies=policies)
    _, found = compare(before, after, "--as", "migration")
    worse = [each["control"] for each in found["posture"] if each["change"] == "worse"]
    agreed = tmp_path / "engagement.toml"
    agreed.write_text(ENGAGEMENT + "".join(deviation.format(control) for control in worse))

    code, found = compare(before, after, "--as", "migration", "--engagement", agreed)

    accepted = {each["control"] for each in found["posture"] if each["accepted"]}
    assert worse
    assert accepted == set(worse)
    assert code == 4


def test_a_third_reading_shows_whether_it_lasted(stored, compare):
    policies = HEALTHY["conditional_access_policies"]
    later = stored("c", conditional_access_policies=policies[:1])

    code, found = compare(stored("a"), stored("b"), later)

    [mfa] = [each for each in found["posture"] if each["control"] == "identity.mfa_enforced"]
    assert code == 3
    assert (mfa["change"], mfa["later"], mfa["change_later"]) == ("same", "failed", "worse")


def test_snapshots_at_home_are_compared_by_name(ask, tmp_path):
    home = tmp_path / "home"
    snapshots.save(tenant(**WHOLE), home)
    people = [user("ana", department="Board"), *HEALTHY["users"][1:]]
    boxes = [mailbox(each["mailbox"], size_bytes=1) for each in HEALTHY["mailboxes"]]
    changed = tenant(side="target", users=people, mailboxes=boxes, **WHOLE)
    snapshots.save(changed, home)

    answer = ask("--home", home, "compare", "source", "target", "--json")

    found = json.loads(answer.out)
    assert answer.code == 3
    assert list(found["snapshot"]) == ["users"]
    assert f"{NOW:%Y-%m-%d}" in found["readings"][0]["taken_at"]


def test_source_and_target_of_the_demo_are_told_apart_by_what_they_hold(demo, compare):
    code, found = compare(demo / "source", demo / "target")

    assert found["as"] == "migration"
    assert code == 3
    rules = {(each["kind"], each["rule"]) for each in found["access"]["paired"]}
    assert ("user", "identity map") in rules


def test_an_export_does_not_differ_from_itself(demo, compare):
    code, found = compare(demo / "source", demo / "source")

    assert found["as"] == "same"
    assert code == 4
    assert found["drift"]["changes"] == []


def test_people_get_one_screen(demo, ask, tmp_path):
    answer = ask("--home", tmp_path, "compare", demo / "source", demo / "target")

    assert answer.code == 3
    assert len(answer.out.splitlines()) < 60
    assert "Controls: 1 worse" in answer.out


def test_a_name_that_is_nothing_is_an_error(ask, tmp_path):
    answer = ask("--home", tmp_path, "compare", "then", "now")

    assert answer.code == 1
    assert "there is no snapshot then" in answer.err
