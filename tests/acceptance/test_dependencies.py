"""Dependencies by the real command: open edges, one explained, how much is covered."""

from __future__ import annotations


def test_edges_without_owner_and_confirmation_are_listed_r16(workspace):
    found = workspace.run("deps", "list", "--unowned", "--unconfirmed", "--json").json()

    edges = found["dependencies"]
    assert edges
    assert {(each["owner"], each["state"]) for each in edges} == {("", "unconfirmed")}
    assert "payroll-scan" in {each["from"] for each in edges}


def test_one_is_explained_with_source_last_seen_and_impact_r16(workspace):
    impact = "wages are late for everybody"
    told = workspace.run(
        *("deps", "claim", "payroll-scan", "Office 365 Exchange Online", "confirms"),
        *("--who", "Sam Adeyemi", "--impact", impact),
    )
    found = workspace.run("deps", "explain", "payroll-scan", "--json")

    [edge] = found.json()["dependencies"]
    assert (told.code, found.code) == (0, 0), told.err + found.err
    assert (edge["source"], edge["impact"]) == ("sign-in log", impact)
    assert edge["last_seen"]


def test_coverage_says_how_many_percent_of_sign_ins_are_explained_r99(workspace):
    found = workspace.run("deps", "coverage")

    assert found.code in (0, 3), found.err
    assert " % of " in found.out


def test_the_map_is_walked_with_the_keyboard_r16(workspace):
    page = workspace.browser("lead")

    page.goto("/c/marlow-freight-demo/m/brightlane/dependencies")
    page.locator("svg.map a").last.focus()
    page.keyboard.press("Enter")

    page.wait_for_url("**/dependencies/**")
    assert page.locator("h1").count() == 1
