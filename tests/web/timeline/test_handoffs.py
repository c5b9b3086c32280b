"""A vendor sees and answers what is asked of it, and nothing else; steps keep their order."""

from __future__ import annotations

import pytest
from control_room import BY, CLIENT, MIGRATION, NOW, ours, signed_in

from pilotage.facts.handoff import Handoff
from pilotage.store.items import item, save

pytestmark = pytest.mark.django_db
AT = f"/c/{CLIENT}/m/{MIGRATION}/timeline"
MINE, OTHERS = "Give the date of the new line", "Release the domain"


def asked(what: str, party: str) -> str:
    return save(ours(), "handoff", Handoff(what, party, "Maya (demo)", NOW), BY).key


def test_the_timeline_shows_the_dates_of_every_party_r19() -> None:
    asked(MINE, "Fjordnet (demo)")
    body = signed_in("lead").get(AT).content.decode()

    for lane in ("IT", "Departments", "Vendors", "Messages", "Hand-offs", "Decisions"):
        assert f">{lane}</text>" in body
    assert MINE in body


def test_a_vendor_sees_its_own_hand_offs_alone_r19() -> None:
    asked(MINE, "Fjordnet (demo)")
    asked(OTHERS, "DomainHost (demo)")
    body = signed_in("vendor").get(f"{AT}/handoffs").content.decode()

    assert MINE in body
    assert OTHERS not in body


def test_a_vendor_acknowledges_its_own_and_no_other() -> None:
    mine, others = asked(MINE, "Fjordnet (demo)"), asked(OTHERS, "DomainHost (demo)")
    browser = signed_in("vendor")

    done = browser.post(f"{AT}/handoffs/{mine}/acknowledged", {"version": 1})
    refused = browser.post(f"{AT}/handoffs/{others}/acknowledged", {"version": 1})

    assert (done.status_code, refused.status_code) == (302, 404)
    assert item(ours(), "handoff", mine).value.acknowledged_at == NOW
    assert item(ours(), "handoff", others).value.state == "asked"


def test_a_step_out_of_order_is_refused_in_words() -> None:
    key = asked(MINE, "Fjordnet (demo)")
    answer = signed_in("lead").post(f"{AT}/handoffs/{key}/accepted", {"version": 1})

    assert answer.status_code == 422
    assert "what can follow is acknowledged" in answer.content.decode()


def test_a_stale_step_changes_nothing() -> None:
    key = asked(MINE, "Fjordnet (demo)")
    browser = signed_in("lead")
    browser.post(f"{AT}/handoffs/{key}/acknowledged", {"version": 1})
    stale = browser.post(f"{AT}/handoffs/{key}/delivered", {"version": 1})

    assert stale.status_code == 409
    assert item(ours(), "handoff", key).value.state == "acknowledged"


def test_asking_starts_the_clock_now() -> None:
    signed_in("lead").post(
        f"{AT}/handoffs/ask", {"what": MINE, "party": "Fjordnet (demo)", "due_on": "2026-11-17"}
    )
    [kept] = [each for each in ours().items.filter(kind="handoff") if each.title == MINE]

    assert item(ours(), "handoff", kept.key).value.asked_at == NOW


@pytest.mark.parametrize("form", [{"what": "", "party": "X"}, {"what": "X", "party": " "}])
def test_an_ask_without_what_or_whom_is_refused(form: dict[str, str]) -> None:
    assert signed_in("lead").post(f"{AT}/handoffs/ask", form).status_code == 422
