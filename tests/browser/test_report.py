"""What a sponsor and an engineer can do with the report."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from browser.conftest import CLASH, REPORTS

LAPTOP = {"width": 1280, "height": 900}
every_report = pytest.mark.parametrize("name", REPORTS)


def test_the_first_screen_tells_a_sponsor_what_stands_and_what_to_do(go):
    page = go("report", viewport=LAPTOP).page
    seen = [".word", ".reasons li:last-child", ".facts div:last-child", ".asks li:first-child"]

    for part in seen:
        box = page.locator(part).bounding_box()
        assert box["y"] + box["height"] <= LAPTOP["height"], part
    assert page.locator(".reasons li").count() == 3
    assert "Deadline" in page.locator(".facts").inner_text()


def test_the_part_of_the_sponsor_is_short(go):
    page = go("report", viewport=LAPTOP).page

    ends = page.locator("#waves").bounding_box()
    assert ends["y"] + ends["height"] < 5 * LAPTOP["height"]


def test_a_clash_is_told_on_the_first_screen(go):
    box = go("infeasible", viewport=LAPTOP).page.get_by_text(CLASH).first.bounding_box()

    assert box["y"] + box["height"] <= LAPTOP["height"]


@every_report
def test_every_table_has_a_caption_and_hands_over_its_rows(go, name):
    page = go(name).page

    tables = page.evaluate(
        """[...document.querySelectorAll('table')].map(table => ({
            caption: table.caption?.textContent.trim(),
            csv: table.querySelector('caption a[download]')?.href ?? '',
        }))"""
    )
    assert name == "almost-empty" or tables
    assert all(each["caption"] for each in tables)
    assert all(each["csv"].startswith("data:text/csv") for each in tables)


@every_report
def test_on_a_laptop_no_open_table_is_cut_at_the_side(go, name):
    cut = go(name, viewport=LAPTOP).page.evaluate(
        """[...document.querySelectorAll('.scrollx')].filter(each => each.checkVisibility())
            .filter(each => each.scrollWidth > each.clientWidth)
            .map(each => each.getAttribute('aria-label'))"""
    )

    assert cut == []


def test_a_click_on_csv_saves_the_rows_of_the_table(go, tmp_path):
    page = go("report").page
    table = page.locator("#scope table")

    with page.expect_download() as saving:
        table.locator("caption a").click()
    saved = tmp_path / "scope.csv"
    saving.value.save_as(saved)
    head, *rows = csv.reader(saved.read_text("utf-8-sig").splitlines())
    assert saving.value.suggested_filename == "scope.csv"
    assert head == table.locator("thead th").all_inner_texts()
    assert len(rows) == table.locator("tbody tr").count()


def test_a_finding_opens_and_closes_with_the_enter_key(go):
    page = go("report").page
    finding = page.locator("details.finding").first
    fix = finding.get_by_text("Fix:")

    assert not fix.is_visible()
    finding.locator("summary").first.focus()
    page.keyboard.press("Enter")
    assert fix.is_visible()
    page.keyboard.press("Enter")
    assert not fix.is_visible()


def test_the_report_works_without_script(go):
    page = go("report", java_script_enabled=False).page

    page.locator("details.finding > summary").first.click()
    assert page.locator("details.finding").first.get_by_text("Fix:").is_visible()
    page.get_by_role("link", name="Sources").click()
    assert page.url.endswith("#sources")


def test_a_link_to_a_folded_finding_unfolds_it(go, places: dict[str, Path]):
    page = go("report").page
    inside = page.locator("details.finding .places li[id]").first.get_attribute("id")

    page.goto(f"{places['report'].as_uri()}#{inside}")
    assert page.locator(f"#{inside}").is_visible()


def test_short_tables_that_are_folded_are_open_on_paper(go):
    page = go("report").page
    freezes = page.locator("#waves details.paper table")

    assert not freezes.is_visible()
    page.emulate_media(media="print")
    assert freezes.is_visible()
