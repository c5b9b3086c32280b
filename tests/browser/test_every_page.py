"""What holds for each page: it is alone, quiet, without barriers, and fits phone and paper."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from browser.conftest import EVERY_PAGE

every_page = pytest.mark.parametrize("name", EVERY_PAGE)

PHONE = {"width": 390, "height": 844}
PAPER = {"width": 718, "height": 1000}
"""An A4 sheet less its margins, at 96 dots to the inch."""

SPILT = """() => [...document.querySelectorAll('body *')]
    .filter(each => each.checkVisibility({contentVisibilityAuto: true}))
    .filter(each => each.getBoundingClientRect().right > innerWidth + 1)
    .filter(each => !each.closest('.sr, .skip, .defs'))
    .map(each => each.outerHTML.slice(0, 120))"""

WALK = """() => [...document.querySelectorAll('a[href], button, input, summary, [tabindex="0"]')]
    .filter(each => each.checkVisibility())
    .map((each, place) => (each.dataset.place = place))"""

TOUCHED = "() => Number(document.activeElement?.dataset?.place ?? -1)"


@every_page
def test_a_page_asks_for_nothing_else_and_complains_about_nothing(go, places, name):
    visit = go(name)
    visit.page.mouse.wheel(0, 4000)
    visit.page.wait_for_load_state("networkidle")

    assert visit.asked == [places[name].as_uri()]
    assert visit.complaints == []


@every_page
def test_no_page_is_wider_than_a_phone(go, name):
    visit = go(name, viewport=PHONE)
    visit.unfold()

    wide = visit.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= PHONE["width"]


@every_page
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_barrier(go, axe, name, scheme):
    visit = go(name, color_scheme=scheme)
    visit.unfold()
    visit.page.evaluate(axe)

    found = visit.page.evaluate(
        "() => axe.run({resultTypes: ['violations'], rules: {'target-size': {enabled: true}}})"
    )
    barriers = [
        (each["id"], node["html"][:200], node["failureSummary"])
        for each in found["violations"]
        for node in each["nodes"]
    ]
    assert barriers == []


@every_page
def test_dark_is_dark_and_light_is_light(go, name):
    shades = [
        visit.page.evaluate("getComputedStyle(document.body).backgroundColor")
        for visit in (go(name, color_scheme=scheme) for scheme in ("light", "dark"))
    ]

    light, dark = (sum(map(int, re.findall(r"\d+", shade)[:3])) for shade in shades)
    assert dark < 150
    assert light > 600


@every_page
def test_headings_stand_in_order(go, name):
    levels = go(name).page.evaluate(
        "[...document.querySelectorAll('h1, h2, h3, h4')].map(each => Number(each.tagName[1]))"
    )

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


@every_page
def test_the_tab_key_reaches_everything(go, name):
    page = go(name).page
    places = set(page.evaluate(WALK))

    reached = set()
    for _ in range(len(places) + 5):
        page.keyboard.press("Tab")
        reached.add(page.evaluate(TOUCHED))
    assert places <= reached


@every_page
def test_the_first_stop_leads_past_the_contents(go, name):
    page = go(name).page

    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.get_attribute("class") == "skip"
    assert skip.bounding_box()["x"] >= 0
    target = skip.get_attribute("href")
    page.keyboard.press("Enter")
    assert page.url.endswith(target)
    assert page.locator(target).count() == 1


@every_page
def test_every_link_inside_a_page_leads_to_something(go, places, name):
    page = go(name).page

    leads = [link.get_attribute("href") for link in page.locator("a[href]").all()]
    ids = set(page.evaluate("[...document.querySelectorAll('[id]')].map(each => each.id)"))
    inside = {lead[1:] for lead in leads if lead.startswith("#")}
    beside = {lead for lead in leads if not re.match(r"#|data:|tel:", lead)}
    assert inside <= ids
    assert name != "report" or beside
    assert all((places[name].parent / lead).is_file() for lead in beside)


@every_page
def test_paper_cuts_nothing_at_the_side(go, name):
    page = go(name, viewport=PAPER).page
    page.emulate_media(media="print")

    assert page.evaluate(SPILT) == []


@pytest.mark.parametrize(
    ("name", "most"), [("report", 18), ("infeasible", 8), ("almost-empty", 2), ("runbook", 9)]
)
def test_a_page_prints_on_few_sheets(go, name, most):
    printed = go(name).page.pdf(prefer_css_page_size=True)

    sheets = len(re.findall(rb"/Type\s*/Page\b", printed))
    assert 1 <= sheets <= most
