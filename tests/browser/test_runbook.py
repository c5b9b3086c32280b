"""What the night team can do with a runbook: tick, find the next step, call somebody."""

from __future__ import annotations

import re

PHONE = {"width": 390, "height": 844}


def test_a_tick_outlasts_the_page_and_the_next_step_is_offered(go):
    page = go("runbook").page
    first, second = page.locator("input[data-item]").all()[:2]

    first.check()
    page.reload()
    assert first.is_checked()
    assert re.fullmatch(r"1 of \d+", page.locator("#count").inner_text())
    assert page.locator("#next").get_attribute("href") == f"#{second.get_attribute('data-item')}"


def test_clearing_takes_every_tick_back(go):
    page = go("runbook").page
    page.on("dialog", lambda dialog: dialog.accept())

    page.locator("input[data-item]").first.check()
    page.locator("#clear").click()
    assert page.locator("input:checked").count() == 0
    page.reload()
    assert page.locator("input:checked").count() == 0


def test_without_script_the_boxes_still_tick_and_nothing_dead_is_shown(go):
    page = go("runbook", java_script_enabled=False).page
    box = page.locator("input[data-item]").first

    box.check()
    assert box.is_checked()
    assert not page.locator("#next").is_visible()
    assert not page.locator("#clear").is_visible()


def test_what_a_thumb_must_hit_is_large_enough(go):
    page = go("runbook", viewport=PHONE).page

    for part in (".calls a", "label.tick", ".bar a"):
        for each in page.locator(part).all():
            if box := each.bounding_box():
                assert min(box["width"], box["height"]) >= 44, part
