from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from runbook import moored

from pilotage.facts.errors import InputError
from pilotage.facts.runbook import Step
from pilotage.runbook.ics import write_ics
from pilotage.runbook.timing import ends

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
SPRING = datetime(2026, 3, 28, 17, tzinfo=UTC)
"""Saturday, six in the evening in Amsterdam; the clocks go forward in the night."""


def calendar(**changes):
    written = moored.runbook(**changes)
    return written, write_ics(written, moored.engagement(), now=moored.NOW)


def events(made):
    return Calendar.from_ical(made).walk("VEVENT")


def test_the_calendar_reads_back_with_the_window_and_every_item():
    written, made = calendar(last=True)
    window, *items = events(made)

    assert (window["DTSTART"].dt, window["DTEND"].dt) == written.window
    assert len(items) == len(written.items)
    for item, event in zip(written.items, items, strict=True):
        assert item.title in str(event["SUMMARY"])
        assert event["DTSTART"].dt == moored.OPENS + item.starts
        if isinstance(item, Step):
            assert event["DTEND"].dt == moored.OPENS + ends(item)
        else:
            assert "DTEND" not in event


def test_times_are_right_when_summer_time_begins_during_the_window():
    written, made = calendar(starts_at=SPRING, ends_at=SPRING + timedelta(hours=10))
    by_title = {str(event["SUMMARY"]): event["DTSTART"].dt for event in events(made)}
    floor_walk = next(when for title, when in by_title.items() if title.startswith("Walk the"))
    go = next(when for title, when in by_title.items() if title.startswith("G2"))

    assert f"{floor_walk.astimezone(AMSTERDAM):%a %H:%M}" == "Mon 07:30"
    assert f"{go.astimezone(AMSTERDAM):%a %H:%M}" == "Fri 15:00"
    assert floor_walk == datetime(2026, 3, 30, 5, 30, tzinfo=UTC)
    assert events(made)[0]["DTEND"].dt - events(made)[0]["DTSTART"].dt == timedelta(hours=10)
    assert written.window is not None


def test_a_rewritten_runbook_replaces_its_events():
    _, first = calendar()
    _, second = calendar(users=40)

    def uids(made):
        return {str(event["UID"]) for event in events(made)}

    assert uids(first) == uids(second)
    assert len(uids(first)) == len(events(first))


def test_another_wave_has_other_events():
    _, first = calendar()
    _, second = calendar(number=1)

    first_uids = {str(event["UID"]) for event in events(first)}
    assert not first_uids & {str(event["UID"]) for event in events(second)}


def test_the_file_keeps_to_rfc_5545():
    _, made = calendar()
    lines = made.split(b"\r\n")

    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    assert {b"VERSION:2.0", b"PRODID:-//Pilotage//Runbook//EN"} <= set(lines)
    assert all("DTSTAMP" in event and "UID" in event for event in events(made))
    assert b"TZID" not in made


def test_the_stamp_is_the_moment_of_writing():
    _, made = calendar()

    assert {event["DTSTAMP"].dt for event in events(made)} == {moored.NOW}


def test_a_plan_without_dates_has_no_calendar_and_says_what_to_do():
    with pytest.raises(InputError, match=r"wave 0 has no change window.*\[\[window\]\]"):
        calendar(starts_at=None, ends_at=None)


def test_the_same_runbook_gives_the_same_bytes():
    assert calendar()[1] == calendar()[1]
