"""The report as a whole: self-contained, complete, honest, harmless, bounded."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise

import polars as pl
import pytest
from handover.sample import empty, finding, findings, graph, large, material, plan, situation

from pilotage.facts.dependency import DependencyGraph
from pilotage.facts.finding import Outcome
from pilotage.facts.readiness import State, Verdict
from pilotage.handover import CHAPTERS, write_report
from pilotage.handover.material import Material

HOSTILE = "<script>alert(1)</script>\" onload='x' {{ 7 * 7 }}"


class Page(HTMLParser):
    """What a browser would see: tags with attributes, ids, and the visible text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.parts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", " ".join(self.parts))

    def values(self, attribute: str) -> list[str]:
        return [attrs[attribute] for _, attrs in self.tags if attribute in attrs]


@cache
def rich() -> Page:
    """Return the report of the rich material, read once."""
    return Page(write_report(material()))


def test_the_report_needs_nothing_but_itself():
    page = rich()

    assert {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe", "object"} == set()
    assert page.values("src") == page.values("style") == []
    leads = {href.split(",")[0] for href in page.values("href")}
    assert all(lead.startswith(("#", "data:text/csv", "runbooks/wave-")) for lead in leads)
    assert "url(http" not in write_report(material())


def test_the_browser_is_told_to_load_nothing():
    [policy] = [attrs["content"] for _, attrs in rich().tags if "http-equiv" in attrs]

    assert policy.startswith("default-src 'none'; style-src 'sha256-")


def test_every_chapter_is_there_and_the_contents_lead_to_it():
    page = rich()

    assert len(CHAPTERS) == 13
    for chapter in CHAPTERS.values():
        assert chapter.id in page.values("id")
        assert f"#{chapter.id}" in page.values("href")
        assert chapter.title in page.text


@pytest.mark.parametrize("each", findings(), ids=lambda each: each.check)
def test_what_every_finding_says_is_in_the_report(each):
    assert each.says in rich().text


def test_each_statement_shows_how_it_is_known():
    text = rich().text

    assert "◉ measured" in text
    assert "∑ computed" in text
    assert "✎ attested" in text


def test_times_stand_in_the_zone_of_the_engagement_which_is_named():
    text = rich().text

    assert "Fri 9 Jan 2026, 10:00 CET" in text
    assert "Every time is in the zone of the engagement: Europe/Amsterdam" in text


def test_invented_people_are_marked():
    assert "Demo data" in rich().text
    assert "Demo data" not in Page(write_report(empty())).text


def hostile() -> Material:
    """Return a material in which every name was chosen by an attacker."""
    map_ = graph(14, (HOSTILE, "Office"))
    names = pl.col("name").map_elements(lambda _: HOSTILE, return_dtype=pl.String)
    units = map_.units.with_columns(names)
    rows = pl.DataFrame({HOSTILE: [HOSTILE, "=cmd|' /C calc'!A0"]})
    bad = finding(Outcome.FAILED, f"{HOSTILE} failed.", "identity.x", evidence=rows, fix=HOSTILE)
    dangerous = DependencyGraph(units, map_.edges, map_.groups)
    return material(
        findings=(bad,),
        graph=dangerous,
        plan=plan(dangerous),
        names=dict.fromkeys(units["unit"], HOSTILE),
        verdict=Verdict(State.OFF_TRACK, (HOSTILE,)),
        conflict=(HOSTILE,),
    )


def test_hostile_names_stay_text():
    html = write_report(hostile())
    page = Page(html)

    assert "<script" not in html
    assert {"onload"} & {name for _, attrs in page.tags for name in attrs} == set()
    assert "{{ 7 * 7 }}" in page.text
    assert "<script>alert(1)</script>" in page.text


def test_nothing_read_renders_as_unknown_not_as_good():
    text = Page(write_report(empty())).text

    assert "Migration without an engagement file" in text
    assert "Nothing was read from either environment, so the scope is unknown." in text
    assert "No plan was made." in text
    assert "Not read: source and target." in text
    assert "No check was asked, so nothing is known." in text
    assert "On track" not in text


def test_an_infeasible_plan_names_the_constraints_that_clash():
    why = "1,005 people do not fit into 3 windows of 60."
    text = Page(write_report(material(plan=None, runbooks=(), conflict=(why,)))).text

    assert "No plan is feasible" in text
    assert why in text
    assert "No runbook was written, because there is no plan." in text
    assert "There is no plan, so nothing is cut yet." in text


def test_without_a_target_no_change_is_told():
    found = tuple(each for each in findings() if each.side != "target")
    text = Page(write_report(material(situation=situation(target=None), findings=found))).text

    assert "The target was not read, so no change can be told yet." in text
    assert "Better" not in re.sub("Better 0", "", text)


def test_a_large_organisation_fits_in_three_megabytes():
    html = write_report(large(20_000))

    assert len(html.encode()) < 3_000_000
    assert "first 20 of 20,014; all in the workbook" in html


def test_the_same_material_gives_the_same_page():
    assert write_report(material()) == write_report(material())


def test_the_page_can_be_walked_without_eyes():
    page = rich()
    tags = [tag for tag, _ in page.tags]

    levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert tags.count("main") == 1
    assert tags.count("table") == tags.count("caption") > 10
    assert all("scope" in attrs for tag, attrs in page.tags if tag == "th")
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    drawings = [attrs for _, attrs in page.tags if attrs.get("role") == "img"]
    assert all(len(attrs["aria-label"]) > 30 for attrs in drawings)
    assert len(drawings) == 2
