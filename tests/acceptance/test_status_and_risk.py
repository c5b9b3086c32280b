"""Is it on time, how sure, why, and what lowers the risk: on screen, on paper, at the command."""

from __future__ import annotations

import re

import pytest

SIX = (
    "google-to-microsoft-365",
    "identity-consolidation",
    "infrastructure-modernization",
    "mail-to-microsoft-365",
    "security-transition",
    "tenant-to-tenant",
)


def test_six_kinds_of_migration_have_templates_that_hold_r2(workspace):
    assert workspace.run("template", "lint").code == 0
    for kind in SIX:
        done = workspace.run("migration", "new", "--users", "20", "--kind", kind, "--name", kind)
        assert done.code == 0


def test_the_forecast_gives_the_same_numbers_for_the_same_seed_r3(workspace):
    first, second = (
        workspace.run("forecast", "--runs", "500", "--seed", "7", "--json").json() for _ in range(2)
    )

    assert first == second
    assert {"p50", "p80", "p_by_deadline", "seed"} <= set(first)


def test_seven_risks_show_their_signals_and_none_is_lowered_without_a_reason_r10(workspace):
    risks = workspace.run("risk", "list", "--json").json()

    assert len(risks) == 7
    assert all(each["signals"] for each in risks)
    assert workspace.run("risk", "lower", risks[0]["risk"]).code == 2


def test_a_risk_that_was_lowered_comes_back_after_fourteen_days_r10(workspace):
    worst = workspace.run("risk", "list", "--json").json()[0]["risk"]
    held = workspace.run("risk", "lower", worst, "--reason", "A partner covers it.", "--json")

    assert held.json()["expires_on"] == "2026-11-26"


def test_the_plan_begins_with_at_most_eight_questions_r18(workspace):
    done = workspace.run("migration", "new", stdin="\n" * 8)

    assert done.code == 0
    assert len(re.findall(r"(?<!\d)[1-9]\. ", done.out)) <= 8


def test_asks_without_an_answer_are_listed_r19(workspace):
    workspace.run("handoffs", "add", "Answered", "--of", "Fjordnet (demo)", "--answer-hours", "0")
    done = workspace.run("handoffs", "--unacked", "--json")

    assert done.code == 3
    assert all(each["unanswered"] for each in done.json())
    assert "Date for the sign-on change of the dispatch system" in done.out


def test_lost_minutes_are_shown_with_n_interval_and_sources_r20(workspace):
    asked = ("kpi", "show", "disruption_minutes_per_user", "--wave", "w1", "--json")
    before = workspace.run(*asked).json()
    for person, minutes in (("ana", 30), ("ben", 50)):
        event = f'{{"wave": 1, "person": "{person}", "minutes": {minutes}, "source": "ticket"}}'
        workspace.run("item", "set", "disruption", event)
    done = workspace.run(*asked)
    found = done.json()

    assert done.code == 0
    gained = found["value"] * found["n"] - before["value"] * before["n"]
    assert gained == pytest.approx(80)
    assert found["low"] <= found["value"] <= found["high"]
    assert any("tickets" in each for each in found["sources"])


def test_the_latency_of_decisions_needs_evidence_and_says_so_r20(workspace):
    asked = (
        '{"question": "Which?", "asked_at": "2026-11-09T09:00:00Z",'
        ' "answered_at": "2026-11-09T13:00:00Z", "answered_on": "2026-11-09"}'
    )
    workspace.run("item", "set", "decision", asked)
    found = workspace.run("kpi", "show", "decision_latency", "--json").json()

    assert found["n"] >= 1
    assert found["unit"] == "working hours"


def test_the_executive_page_has_its_four_headings_r21(workspace, tmp_path):
    page = tmp_path / "page.html"
    headings = workspace.run("report", "exec", "--html", "--out", page, "--json").json()["headings"]
    workspace.run("report", "exec", "--pdf", "--out", tmp_path / "page.pdf")

    assert headings == ["Scope", "Timeline", "Dependencies", "Business impact"]
    assert re.findall(r"<h2>(.*?)</h2>", page.read_text("utf-8")) == headings
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF-")


def test_every_phase_has_one_latest_start_and_a_past_one_exits_3_r37(workspace):
    done = workspace.run("plan", "latest-start", "--json")
    phases = [each["phase"] for each in done.json()]

    assert len(phases) == len(set(phases)) >= 8
    assert done.code == (3 if any(each["past"] for each in done.json()) else 0)


def test_eight_areas_are_assessed_and_nothing_is_written_r95(workspace):
    before = sorted(str(each) for each in workspace.home.rglob("*.parquet"))
    done = workspace.run("assess", "--read-only", "--json")

    assert done.code == 3
    assert len(done.json()["areas"]) == 8
    assert sorted(str(each) for each in workspace.home.rglob("*.parquet")) == before


def test_the_top_risk_has_a_family_a_reason_and_one_action_r105(workspace):
    top = workspace.run("risk", "top", "--json").json()

    assert top["family"] in ("coordination", "planning", "identity")
    assert top["because"]
    assert top["action"]
    assert 0 < top["wins"] <= top["exposure"]


def test_a_small_migration_has_one_wave_and_the_same_gates_r108(workspace):
    small = workspace.run(
        "migration", "new", "--users", "12", "--mode", "compressed", "--name", "small", "--json"
    ).json()
    large = workspace.run("migration", "new", "--users", "400", "--name", "large", "--json").json()

    assert len(small["waves"]) == 1
    assert len(large["waves"]) >= 5
    assert small["gates"] == large["gates"]


def test_five_levers_add_up_to_the_total_r113(workspace):
    found = workspace.run("risk", "levers", "--json").json()

    assert len(found["levers"]) == 5
    assert sum(each["contribution"] for each in found["levers"]) == pytest.approx(found["total"])


def test_no_kpi_stands_without_its_n_d12(workspace):
    rows = workspace.run("kpi", "report", "--json").json()

    assert rows
    for row in rows:
        assert row["kpi"]["n"] > 0 or row["kpi"]["value"] is None


def test_numbers_of_the_overview_explain_themselves_with_enter_d2_d11(workspace):
    page = workspace.browser("sponsor", timezone_id="America/New_York")
    page.goto("/c/marlow-freight-demo/m/brightlane")
    summaries = page.locator("details.value > summary")
    count = summaries.count()
    for place in range(min(count, 6)):
        summaries.nth(place).focus()
        page.keyboard.press("Enter")

    assert count > 10
    assert page.locator("details.value[open]").count() == min(count, 6)
    assert "for you" in page.inner_text("main")
