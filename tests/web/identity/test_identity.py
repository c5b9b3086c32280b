"""Identity: controls, map, conflicts, changes, relaxations and improvements as pages."""

from __future__ import annotations

import pytest
from control_room import CLIENT, MIGRATION, NOW, PEOPLE, ours, signed_in

from pilotage.assess.controls import controls, tallies
from pilotage.demo.planted import planted
from pilotage.engine.identity import (
    improvements_of,
    relaxations_of,
    scores_of,
    sign_in_changes_of,
)
from pilotage.store.items import items, values
from pilotage.store.runs import latest, section

pytestmark = pytest.mark.django_db
BASE = f"/c/{CLIENT}/m/{MIGRATION}/identity"
ENTRY = {
    "what": "MFA leaves out the group of exceptions",
    "who": "Priya (demo)",
    "why": "keys arrive Friday",
    "kind": "policy exclusion",
    "objects": "Conditional Access exceptions",
    "expires_on": "2026-11-14",
}


def page(path: str = "", role: str = "lead") -> str:
    answer = signed_in(role).get(BASE + path)
    assert answer.status_code == 200
    return answer.content.decode()


def rows(path: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = signed_in("lead").get(f"{BASE}{path}").json()
    return found


def test_each_control_stands_before_and_now_and_the_counts_add_up() -> None:
    found = controls(scores_of(ours(), None), NOW)

    listed = rows("?as=json")
    assert [row["state"] for row in listed] == [each.state for each in found]
    assert sum(each.controls for each in tallies(found)) == len(found)
    assert {each.state for each in found} >= {"reached", "on the way", "unknown"}


def test_the_map_has_everybody_and_finds_what_was_planted_r13() -> None:
    seeded = planted(PEOPLE)
    counts = section(latest(ours()), "identity_conflicts")["counts"]

    assert counts["duplicate"] == 2 * seeded.duplicate_addresses
    assert counts["collision"] == seeded.address_collisions
    assert counts["mismatch"] == seeded.upn_differs_from_address
    assert counts["stale"] == seeded.stale_accounts
    assert len(rows("/conflicts?as=json")) == sum(counts.values())
    assert len(rows("/map?as=json")) >= PEOPLE


def test_the_map_is_found_by_typing_and_sorted_downwards() -> None:
    everybody = rows("/map?as=json")
    name = str(everybody[0]["name"])

    assert [row["name"] for row in rows(f"/map?as=json&q={name}")].count(name) >= 1
    down = [row["name"] for row in rows("/map?as=json&sort=-name")]
    assert down == sorted(down, key=str, reverse=True)


def test_changes_of_a_wave_are_a_part_of_all_r26() -> None:
    every = sign_in_changes_of(ours())
    one = every.of_wave(1)

    assert one.names[0].changes <= one.names[0].people
    assert {each.application for each in one.applications} <= {
        each.application for each in every.applications
    }
    assert every.applications[0].name in page("/changes")


def test_a_registered_relaxation_is_no_alarm_and_a_closed_one_that_is_there_is_r110() -> None:
    browser = signed_in("security_lead")
    before = relaxations_of(ours(), NOW.date()).rows

    assert browser.post(f"{BASE}/relaxations/add", ENTRY).status_code == 302
    [kept] = items(ours(), "relaxation")
    now = relaxations_of(ours(), NOW.date()).rows
    after = {each.key: each for each in now}
    assert len(now) == len(before)
    assert (after[kept.key].state, after[kept.key].present) == ("registered", True)

    browser.post(f"{BASE}/relaxations/{kept.key}/close", {"version": kept.version})
    [closed] = [each for each in relaxations_of(ours(), NOW.date()).rows if each.key == kept.key]
    assert closed.state == "closed, still there"


@pytest.mark.parametrize(
    "wrong",
    [{"expires_on": "2026-11-01"}, {"who": ""}, {"kind": "anything"}],
    ids=["past", "nobody", "kind"],
)
def test_a_relaxation_without_owner_or_end_is_not_registered(wrong: dict[str, str]) -> None:
    answer = signed_in("lead").post(f"{BASE}/relaxations/add", ENTRY | wrong)

    assert answer.status_code == 422
    assert values(ours(), "relaxation") == ()


def test_a_stale_form_closes_nothing() -> None:
    browser = signed_in("lead")
    browser.post(f"{BASE}/relaxations/add", ENTRY)
    [kept] = items(ours(), "relaxation")

    answer = browser.post(f"{BASE}/relaxations/{kept.key}/close", {"version": kept.version + 1})

    assert answer.status_code == 409
    assert values(ours(), "relaxation")[0].closed_on is None


def test_the_sponsor_decides_about_an_improvement_r114() -> None:
    gap = improvements_of(ours())[0]
    form = {"check": gap.check, "decision": "later", "why": "after the move", "who": "Helen (demo)"}

    answer = signed_in("sponsor").post(f"{BASE}/improve/decide", form)

    assert answer.status_code == 302
    decided = {each.check: each.decision for each in improvements_of(ours())}[gap.check]
    assert decided
    assert (decided.decision, decided.why) == ("later", "after the move")
    assert "after the move" in page("/improve")


@pytest.mark.parametrize(
    ("change", "status"),
    [({"decision": "perhaps"}, 422), ({"check": "identity.nothing"}, 404), ({"why": ""}, 422)],
    ids=["decision", "gap", "reason"],
)
def test_a_decision_without_reason_or_gap_is_refused(change: dict[str, str], status: int) -> None:
    gap = improvements_of(ours())[0]
    form = {"check": gap.check, "decision": "no", "why": "cost", "who": "Helen (demo)"} | change

    assert signed_in("sponsor").post(f"{BASE}/improve/decide", form).status_code == status
    assert values(ours(), "improvement") == ()


def test_drift_says_that_there_is_only_one_reading() -> None:
    assert "only one reading" in page("/drift")
