from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from runbook import moored

from pilotage.facts.runbook import Criterion, Gate, Kind, Runbook, Step
from pilotage.runbook.phases import in_window
from pilotage.runbook.timing import ends, schedule, timing_of, ways_back

OPENS = datetime(2026, 11, 14, 18, tzinfo=UTC)


def step(name, phase, minutes, undo_minutes=0, **changes):
    undo = {"undo": "Put it back", "undo_minutes": undo_minutes} if undo_minutes else {}
    usual = {"undo": "Nothing to undo", "verify": "Seen", "starts": timedelta()} | undo
    return Step(f"w2/{name}", name, phase, "engineer", minutes=minutes, **{**usual, **changes})


def night(*steps, hours=8):
    gate = Gate("w2/g3", "G3", "prove", timedelta(), (Criterion("It works"),), "sponsor", "lead")
    items = schedule((*steps, gate))
    window = (OPENS, OPENS + timedelta(hours=hours))
    return Runbook(2, "Wave 2", Kind.TENANT_TO_TENANT, items, window=window)


STOP = step("stop", "stop", 60, 20)
SWITCH = step("switch", "switch", 100, 40)
DEVICES = step("devices", "switch", 90, 40, after=("w2/rights",))
RIGHTS = step("rights", "switch", 30)
PROVE = step("prove", "prove", 20)
DOOR = step("door", "commit", 10, reversible=False, point_of_no_return=True, undo="")
CLOSE = step("close", "close", 100, 15)


def test_the_sum_says_path_way_back_window_and_margin_r36():
    timing = timing_of(night(STOP, SWITCH, DEVICES, RIGHTS, PROVE, DOOR, CLOSE))

    assert timing.says == "path 5 h 10 min, way back 1 h 40 min, window 8 h, margin 1 h 10 min"
    assert timing.fits


def test_a_shorter_window_does_not_fit_and_says_by_how_much_r36():
    timing = timing_of(night(STOP, SWITCH, DEVICES, RIGHTS, PROVE, DOOR, CLOSE, hours=6))

    assert timing.margin == -timedelta(minutes=50)
    assert timing.says.endswith("margin minus 50 min")
    assert timing.fits is False


@pytest.mark.parametrize(("minutes", "fits"), [(45, True), (44, False)])
def test_the_margin_must_be_45_minutes_r36(minutes, fits):
    timing = timing_of(night(step("all", "stop", 480 - minutes)))

    assert timing.margin == timedelta(minutes=minutes)
    assert timing.fits is fits


def test_the_critical_path_is_the_longest_chain():
    timing = timing_of(night(STOP, SWITCH, DEVICES, RIGHTS, PROVE, DOOR, CLOSE))

    assert timing.critical == (
        "w2/stop",
        "w2/rights",
        "w2/devices",
        "w2/prove",
        "w2/g3",
        "w2/door",
        "w2/close",
    )


def test_going_back_adds_up_until_the_point_of_no_return_and_is_closed_after_r46():
    back = ways_back(night(STOP, SWITCH, PROVE, DOOR, CLOSE))

    assert back == {
        "w2/stop": timedelta(minutes=20),
        "w2/switch": timedelta(minutes=60),
        "w2/prove": timedelta(minutes=60),
        "w2/door": None,
        "w2/close": None,
    }


def test_going_back_must_start_early_enough_to_end_inside_the_window_r46():
    timing = timing_of(night(STOP, SWITCH, PROVE, DOOR, CLOSE))

    assert timing.rollback == timedelta(hours=1)
    assert timing.rollback_latest == timedelta(hours=7)
    assert timing.point_of_no_return == timedelta(hours=3)


def test_without_dates_nothing_is_said_about_fitting():
    timing = timing_of(replace(night(STOP, DOOR), window=None))

    assert (timing.margin, timing.fits, timing.rollback_latest) == (None, None, None)
    assert timing.says == "path 1 h 10 min, way back 20 min, no window yet"


def test_a_phase_begins_when_the_one_before_has_ended_and_a_gate_closes_it():
    items = {item.key: item for item in night(STOP, SWITCH, RIGHTS, PROVE, DOOR).items}

    assert items["w2/switch"].starts == items["w2/rights"].starts == ends(items["w2/stop"])
    assert items["w2/g3"].starts == ends(items["w2/prove"]) == items["w2/door"].starts


@pytest.mark.parametrize("kind", list(Kind), ids=lambda kind: kind.value)
def test_no_step_starts_before_what_it_waits_for_has_ended(kind):
    items = {item.key: item for item in moored.runbook(kind, last=True).items}

    early = [
        (item.key, before)
        for item in items.values()
        if isinstance(item, Step)
        for before in item.after
        if ends(items[before]) > item.starts
    ]

    assert early == []
    assert min(item.starts for item in items.values() if in_window(item.phase)) == timedelta()


def test_an_empty_runbook_takes_no_time():
    empty = Runbook(0, "Nothing", Kind.TENANT_TO_TENANT, ())

    assert timing_of(empty).path == timedelta()
