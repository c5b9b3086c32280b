"""Eight questions lead to a plan that is shown first and kept only when told to."""

from __future__ import annotations

import re

import pytest
from control_room import CLIENT, signed_in

from pilotage.store.models import Engagement

pytestmark = pytest.mark.django_db
AT = f"/c/{CLIENT}/m/new"
ANSWERS = {
    "name": "New office (demo)", "kind": "tenant-to-tenant", "users": "400",
    "starts_on": "2026-11-12", "deadline": "2027-06-30", "driver": "office move",
    "time_zone": "Europe/London", "mode": "normal",
}  # fmt: skip


def test_there_are_at_most_eight_questions_r18() -> None:
    page = signed_in("lead").get(AT).content.decode()

    assert len(re.findall(r"<label>\d", page)) == 8


def test_the_plan_is_shown_before_anything_is_kept_r108() -> None:
    answer = signed_in("lead").post(AT, {**ANSWERS, "do": "show"})
    page = answer.content.decode()

    assert answer.status_code == 200
    assert "<caption>8 waves</caption>" in page
    assert "G5 " in page
    assert not Engagement.objects.filter(slug="new-office-demo").exists()


def test_making_it_leads_to_a_draft_with_its_folder_r2() -> None:
    answer = signed_in("lead").post(AT, {**ANSWERS, "do": "make"}, follow=True)
    made = Engagement.objects.get(slug="new-office-demo")

    assert made.stage == "draft"
    assert "nothing was computed yet" in answer.content.decode()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        pytest.param({"users": "many"}, "whole number", id="no-number"),
        pytest.param({"users": "0"}, "cannot be moved", id="nobody"),
        pytest.param({"kind": "magic"}, "kinds that are offered", id="no-kind"),
        pytest.param({"time_zone": "Mars"}, "no time zone", id="no-zone"),
        pytest.param({"deadline": "2026-02-31"}, "is no day", id="no-day"),
        pytest.param({"mode": "compressed"}, "do not fit into one window", id="too-many"),
        pytest.param({"name": " "}, "needs the name", id="no-name"),
    ],
)
def test_an_answer_that_cannot_be_used_is_named(change: dict[str, str], says: str) -> None:
    answer = signed_in("lead").post(AT, {**ANSWERS, **change, "do": "make"})

    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_the_same_name_twice_is_refused() -> None:
    browser = signed_in("lead")
    browser.post(AT, {**ANSWERS, "do": "make"})

    assert browser.post(AT, {**ANSWERS, "do": "make"}).status_code == 422


def test_a_sponsor_begins_no_migration() -> None:
    assert signed_in("sponsor").post(AT, {**ANSWERS, "do": "make"}).status_code == 403
