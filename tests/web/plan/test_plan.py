"""Phases and tasks on screen."""

from __future__ import annotations

import pytest
from control_room import BY, CLIENT, MIGRATION, ours, signed_in
from django.urls import reverse

from pilotage.coordinate.standard_plan import standard_phases
from pilotage.facts.phase import Phase
from pilotage.store import items

pytestmark = pytest.mark.django_db
WAIVER = {
    "owner": "Helen (demo)",
    "reason": "bought last week",
    "residual_risk": "old settings",
    "review_on": "2026-12-01",
    "version": "0",
}


def address(name, *parts):
    return reverse(name, args=(CLIENT, MIGRATION, *parts))


def test_every_phase_is_shown_with_what_opens_and_closes_it():
    page = signed_in("sponsor").get(address("plan")).content.decode()

    for phase in standard_phases().values():
        assert phase.title in page
        assert phase.exit[0] in page


def test_a_phase_without_an_exit_is_told():
    items.save(ours(), "phase", Phase("Pilot", "Learn", ("Gate G1",)), BY)

    page = signed_in("lead").get(address("plan")).content.decode()

    assert "The phase Pilot has no exit criteria" in page


def test_a_task_is_waived_with_owner_reason_and_review_r38():
    answer = signed_in("lead").post(address("plan.waive", "C12"), WAIVER)

    assert answer.status_code == 302
    [kept] = items.values(ours(), "task_waiver")
    assert (kept.task, kept.reason) == ("C12", "bought last week")
    assert "old settings" in signed_in("lead").get(address("plan")).content.decode()


@pytest.mark.parametrize("missing", ["owner", "reason", "residual_risk", "review_on"])
def test_a_waiver_without_one_of_its_parts_is_refused(missing):
    answer = signed_in("lead").post(address("plan.waive", "C12"), {**WAIVER, missing: ""})

    assert answer.status_code == 422
    assert not items.items(ours(), "task_waiver")


def test_who_may_not_waive_is_refused_and_gets_no_form():
    browser = signed_in("engineer")

    assert browser.post(address("plan.waive", "C12"), WAIVER).status_code == 403
    assert "Leave it out" not in browser.get(address("plan.task", "C12")).content.decode()


def test_a_waiver_that_somebody_changed_meanwhile_is_not_written_over():
    browser = signed_in("lead")
    browser.post(address("plan.waive", "C12"), WAIVER)

    answer = browser.post(address("plan.waive", "C12"), {**WAIVER, "reason": "no time"})

    assert answer.status_code == 409


def test_a_task_that_is_not_there_is_not_found():
    assert signed_in("lead").get(address("plan.task", "C999")).status_code == 404
