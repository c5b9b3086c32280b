"""The calendar page: tasks with slack and the critical mark, or the sentence that refuses."""

from datetime import UTC, datetime

import control_room
import pytest

from pilotage.facts.actor import Actor
from pilotage.store.runs import Computed, keep

pytestmark = pytest.mark.django_db
TASK = {
    "id": "wave-1/cutover", "title": "Window of wave 1", "starts": "2026-11-14T18:00:00+00:00",
    "ends": "2026-11-15T06:00:00+00:00", "latest": "2026-11-14T18:00:00+00:00",
    "slack_hours": 0.0, "who": "Maya Osei", "binding": "its own moment", "critical": True,
}  # fmt: skip
FOUND = {
    "refused": "", "ends": "2026-11-20T12:00:00+00:00", "proven": True,
    "critical": ["wave-1/cutover"], "unassessed": ["how far the pre-copy is"], "tasks": [TASK],
}  # fmt: skip


def shown(section):
    """Return the calendar page of our engagement after a run with this section."""
    ours = control_room.ours()
    computed = Computed("whole", "At risk", {"calendar": section}, (), (), "")
    keep(ours, computed, datetime(2026, 11, 12, 9, tzinfo=UTC), Actor("test", "cli"))
    address = f"/c/{ours.client.slug}/m/{ours.slug}/plan/calendar"
    return control_room.signed_in("lead").get(address).content.decode()


def test_a_critical_task_is_drawn_and_marked_in_the_list():
    page = shown(FOUND)

    assert 'class="tl-bar late"' in page
    assert "Window of wave 1" in page
    assert "Latest start" in page
    assert "How far the pre-copy is" in page


def test_a_calendar_that_does_not_fit_says_which_task_does_not():
    page = shown({"refused": "the pre-copy of wave 2 does not fit"})

    assert "The pre-copy of wave 2 does not fit." in page
    assert "tl-bar" not in page
