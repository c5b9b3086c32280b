"""The overview answers a sponsor: on time, how sure, why, what from me."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from control_room import BY, CLIENT, MIGRATION, NOW, ours, signed_in

from pilotage.engine.status import standing
from pilotage.facts.engagement import Decision
from pilotage.store.items import item, save
from pilotage.store.kinds import SETTINGS

pytestmark = pytest.mark.django_db
AT = f"/c/{CLIENT}/m/{MIGRATION}"
PANELS = ("Timeline", "Decisions waiting", "Scope", "Dependencies", "Business impact", "Risks")


def body(address: str = AT, role: str = "sponsor") -> str:
    return signed_in(role).get(address).content.decode()


def test_every_panel_of_the_overview_is_there_r21() -> None:
    page = body()

    assert [title for title in PANELS if f">{title}</h2>" not in page] == []
    assert ">Since Thu 5 Nov 2026</h2>" in page


def test_the_page_says_the_word_of_the_status_and_at_most_three_reasons() -> None:
    page, found = body(), standing(ours(), NOW)
    reasons = re.search(r'<ol class="reasons">(.*?)</ol>', page, re.S)

    assert f">{found.status.state.value}: " in page.replace("\n", "")
    assert reasons is not None
    assert reasons[1].count("<li>") == len(found.status.reasons) <= 3


def test_chance_and_slack_are_shown_with_their_uncertainty_r3() -> None:
    page = body()

    assert re.search(r"\d+% \(±\d+\.\d\)", page)
    assert re.search(r"-?\d+ working days", page)


def test_no_page_weighs_more_than_150_kb() -> None:
    assert len(signed_in("lead").get(AT).content) < 150_000


def test_the_stage_after_cutover_has_a_word_and_never_says_done_r62() -> None:
    engagement = ours()
    engagement.stage = "stabilising"
    engagement.save()
    page = body()

    assert "Stage: <b>Stabilising</b>" in page
    assert "100 %" not in page


def test_an_open_decision_of_the_reader_stands_on_the_page() -> None:
    asked = Decision("Start wave 2 at 17:30?", "sponsor", date(2026, 11, 13), default="18:00 stays")
    save(ours(), "decision", asked, BY)
    who = replace(ours_person(), roles=("sponsor",), address="sponsor@demo.example")
    save(ours(), "person", who, BY)
    page = body()

    assert "Start wave 2 at 17:30?" in page
    assert "If nobody answers: 18:00 stays" in page


def ours_person():
    return item(ours(), "person", ours().items.filter(kind="person")[0].key).value


def test_the_page_is_shown_as_it_was_at_a_moment() -> None:
    migration = item(ours(), "migration", SETTINGS).value
    save(ours(), "migration", replace(migration, deadline=date(2026, 11, 1)), BY)

    assert "The hard date was" in body()
    assert signed_in("sponsor").get(f"{AT}?at=2020-01-01T00:00").status_code == 200
    assert "nothing was agreed" in body(f"{AT}?at=2020-01-01T00:00")


@pytest.mark.parametrize("title", ["Scope", "Timeline", "Dependencies", "Business impact"])
def test_the_one_page_has_the_four_headings_in_order_r21(title: str) -> None:
    page = body(f"{AT}/page")

    assert f"<h2>{title}</h2>" in page


def test_the_pdf_is_one_page_and_the_same_twice_r21() -> None:
    browser = signed_in("sponsor")
    first, second = (browser.get(f"{AT}/page.pdf").content for _ in range(2))

    assert first.startswith(b"%PDF-")
    assert first.count(b"/Type /Page\n") == 1
    assert first == second


def test_a_risk_is_lowered_on_the_page_only_with_a_reason_r10() -> None:
    browser = signed_in("lead")
    found = standing(ours(), NOW)
    high = next(each.risk.id for each in found.risks if each.computed.value > 1)
    address = f"{AT}/risks/{high}"

    refused = browser.post(address, {"level": "low", "why": "", "version": 0})
    taken = browser.post(address, {"level": "low", "why": "A partner covers it.", "version": 0})

    assert (refused.status_code, taken.status_code) == (422, 302)
    assert item(ours(), "risk_change", high).value.expires_on == date(2026, 11, 26)


def test_the_five_levers_are_shown_with_what_they_add_r113() -> None:
    page = body(f"{AT}/risks")

    for title in ("Structured project management", "Staged testing", "All five"):
        assert title in page
