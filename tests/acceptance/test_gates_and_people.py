"""Gates, decisions, scope and people, at the real command line and in a real browser."""

from __future__ import annotations

import json

WAVE = "G2.w2"


def test_the_first_gate_names_the_outcomes_that_are_not_measured_r1(workspace):
    shown = workspace.run("--migration", "pell-dunn-demo/identity", "gate", "show", "G0", "--json")

    [outcomes] = [each for each in shown.json()["criteria"] if each["id"] == "G0.3"]
    assert shown.code == 3
    assert outcomes["state"] == "failed"
    assert "Missing:" in outcomes["because"]


def test_what_nobody_owns_is_listed_until_it_has_an_owner_r5(workspace):
    found = workspace.run("owners", "--orphans", "--json")
    orphans = found.json()["owners"]
    assert (found.code, len(orphans)) == (3, 2)

    for each in orphans:
        workspace.run("owners", "assign", each["kind"], each["key"], "Maya Osei")

    assert workspace.run("owners", "--orphans").code == 0


def test_one_signature_leaves_a_gate_pending_and_the_other_kind_makes_it_go_r6(workspace):
    lead = workspace.run("gate", "decide", WAVE, "--go", "--as", "lead", "--json")
    sponsor = workspace.run("gate", "decide", WAVE, "--go", "--as", "sponsor", "--json")

    assert (lead.code, lead.json()["word"]) == (0, "pending")
    assert (sponsor.code, sponsor.json()["word"]) == (0, "go")
    people = {each["person"] for each in sponsor.json()["signatures"]}
    assert len(people) == 2


def test_the_hours_that_nobody_covers_are_printed_r15(workspace):
    found = workspace.run("roster", "gaps", "w2")

    assert (found.code, found.out.strip()) == (3, "4 h uncovered: Sun 15 Nov 08:00-12:00")


def test_scope_shows_the_shift_first_and_is_not_in_force_without_the_sponsor_r22(workspace):
    shown = workspace.run("scope", "add", "site:archive", "--what-if")
    assert shown.code == 0
    assert "The finish date moves by +1 working days from" in shown.out

    asked = workspace.run("scope", "add", "site:archive")
    assert asked.code == 3
    assert workspace.run("scope", "list", "--json").json()["version"] == 0
    assert workspace.run("scope", "approve", "Q-1", "--as", "lead").code == 1
    assert workspace.run("scope", "approve", "Q-1", "--as", "sponsor").code == 0
    assert workspace.run("scope", "list", "--json").json()["version"] == 1


def test_a_decision_shows_its_time_left_and_is_answered_with_three_keys_r23(workspace):
    workspace.run(
        *("decision", "ask", "Which date? (demo)", "--of", "Helen Marlow", "--by", "2026-11-01"),
        *("--option", "14 Nov=0", "--option", "21 Nov=6400", "--recommend", "21 Nov"),
    )
    open_before = workspace.run("decision", "list", "--open")
    assert "Which date? (demo)" in open_before.out
    assert "late by" in open_before.out

    page = workspace.browser("sponsor")
    page.goto("/c/marlow-freight-demo/m/brightlane/decisions")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_selector("button[autofocus]")
    page.keyboard.press("Enter")
    page.wait_for_selector("div[role=status]")

    [mine] = [
        each
        for each in workspace.run("decision", "list", "--json").json()["decisions"]
        if each["question"] == "Which date? (demo)"
    ]
    assert (mine["state"], mine["answer"]) == ("answered", "21 Nov")


def test_a_department_sees_what_changes_and_its_gaps_are_listed_r24(workspace):
    finance = workspace.run("impact", "finance")

    assert "What changes:" in finance.out
    assert "(month end)" in finance.out
    gaps = workspace.run("people", "gaps", "--json")
    assert gaps.code == 3
    assert "no champion" in gaps.json()["departments"]["Procurement"]


def test_no_slack_switches_a_gate_to_the_tight_thresholds_r39(workspace):
    kept = workspace.run("item", "list", "migration", "--json").json()["migration"]["settings"]
    terms = json.dumps({**kept, "deadline": "2026-12-04"})
    assert workspace.run("item", "set", "migration", terms).code == 0
    shown = workspace.run("gate", "show", WAVE, "--json").json()

    assert any(each.startswith("slack is") for each in shown["tight_because"])
    tightened = {each["id"]: (each["was"], each["needed"]) for each in shown["tightened"]}
    assert tightened["G2.16"] == ("45 min", "60 min")
    assert "(was 45 min)" in workspace.run("gate", "show", WAVE).out
