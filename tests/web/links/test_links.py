"""Personal links: one object, one person, for a time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from control_room import BY, NOW, ours, signed_in
from django.test import Client as Browser
from django.utils import timezone

from pilotage.facts.engagement import Decision, Option, Vendor
from pilotage.facts.errors import InputError, NotKnown
from pilotage.facts.handoff import Handoff
from pilotage.store import audit, items, links
from pilotage.store.models import Link

pytestmark = pytest.mark.django_db
PERSON = "t.brandt@cargosoft.example"
OURS = "Switch the sign-on of dispatchers"
THEIRS = "Open the firewall"


@pytest.fixture
def vendor():
    """Make two vendors with a hand-off each, and return the token of the first."""
    for name, what in (("CargoSoft (demo)", OURS), ("Fjordnet (demo)", THEIRS)):
        items.save(ours(), "vendor", Vendor(name, "sign-on"), BY)
        items.save(ours(), "handoff", Handoff(what, name, "Ana (demo)", NOW), BY)
    return links.add_link(ours(), ("vendor", "cargosoft-demo"), PERSON, BY, days=14)[1]


@pytest.fixture
def question():
    value = Decision("Move on Friday?", "Ana (demo)", option=(Option("Yes"), Option("No")))
    kept = items.save(ours(), "decision", value, BY)
    return kept.key, links.add_link(ours(), ("decision", kept.key), PERSON, BY, days=3)[1]


def handoff(what):
    return next(each for each in items.items(ours(), "handoff") if each.value.what == what)


def test_a_vendor_sees_its_own_and_nothing_else(vendor):
    text = Browser().get(f"/x/{vendor}").content.decode()

    assert "1 thing we need from you" in text
    assert OURS in text
    assert THEIRS not in text
    assert "Portfolio" not in text


def test_a_vendor_says_that_it_read_and_delivered(vendor):
    kept = handoff(OURS)
    for step in ("acknowledged", "delivered"):
        form = {"step": step, "version": handoff(OURS).version}
        assert Browser().post(f"/x/{vendor}/{kept.key}", form).status_code == 302

    assert handoff(OURS).value.state == "delivered"
    entry = items.history(ours(), "handoff", kept.key)[-1]
    assert (entry.who, entry.source, entry.did) == (PERSON, "link", "delivered")


@pytest.mark.parametrize("step", ["accepted", "", "delivered"])
def test_a_vendor_cannot_take_its_own_delivery_or_leave_a_step_out(vendor, step):
    kept = handoff(OURS)

    answer = Browser().post(f"/x/{vendor}/{kept.key}", {"step": step, "version": kept.version})

    assert answer.status_code == 422
    assert handoff(OURS).value.state == "asked"


def test_a_hand_off_of_another_vendor_does_not_exist(vendor):
    kept = handoff(THEIRS)

    answer = Browser().post(
        f"/x/{vendor}/{kept.key}", {"step": "acknowledged", "version": kept.version}
    )

    assert answer.status_code == 404
    assert handoff(THEIRS).value.state == "asked"


def test_one_question_is_answered_in_two_taps(question):
    key, token = question
    browser = Browser()

    version = items.item(ours(), "decision", key).version
    assert b"Move on Friday?" in browser.get(f"/d/{token}").content
    browser.post(f"/d/{token}", {"answer": "Yes", "version": version})

    value = items.item(ours(), "decision", key).value
    assert (value.answer, value.answered_by) == ("Yes", PERSON)
    assert b"Answered" in browser.get(f"/d/{token}").content


def test_a_question_is_answered_once(question):
    key, token = question
    version = items.item(ours(), "decision", key).version
    codes = [
        Browser().post(f"/d/{token}", {"answer": answer, "version": version}).status_code
        for answer in ("Yes", "No")
    ]

    assert codes == [302, 422]
    assert items.item(ours(), "decision", key).value.answer == "Yes"


def test_a_link_opens_no_other_page(vendor, question):
    browser = Browser()

    assert browser.get(f"/d/{vendor}").status_code == 404
    assert browser.get(f"/x/{question[1]}").status_code == 404
    browser.get(f"/x/{vendor}")
    assert browser.get("/today").status_code == 302


def test_a_link_that_is_over_taken_back_or_forged_leads_nowhere(vendor):
    link = Link.objects.latest("pk")
    assert Browser().get(f"/x/{vendor}").status_code == 200
    for forged in (vendor[:-1] + ("A" if vendor[-1] != "A" else "B"), vendor.split(":")[0], "x"):
        assert Browser().get(f"/x/{forged}").status_code == 404
    Link.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert Browser().get(f"/x/{vendor}").status_code == 404
    Link.objects.update(expires_at=timezone.now() + timedelta(days=1))
    links.revoke_link(ours(), link.pk, BY)
    assert Browser().get(f"/x/{vendor}").status_code == 404


def test_no_token_is_kept_or_told(vendor):
    answer = Browser().get(f"/x/{vendor}")

    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert vendor.split(":")[0] not in str(list(Link.objects.values()))
    assert vendor.split(":")[0] not in str([each.after for each in audit.entries()])


@pytest.mark.parametrize(
    ("what", "days", "error"),
    [
        (("vendor", "nobody"), 1, NotKnown),
        (("person", "x"), 1, InputError),
        (("vendor", "cargosoft-demo"), 0, InputError),
        (("vendor", "cargosoft-demo"), 999, InputError),
    ],
)
def test_a_link_to_nothing_or_for_ever_is_refused(vendor, what, days, error):
    with pytest.raises(error):
        links.add_link(ours(), what, PERSON, BY, days=days)


def test_who_is_signed_in_may_open_a_link_too(question):
    assert signed_in("vendor").get(f"/d/{question[1]}").status_code == 200
