from datetime import UTC, datetime, timedelta

import pytest
from runbook import moored

from pilotage.facts.errors import CatalogueError
from pilotage.facts.runbook import Kind
from pilotage.runbook import write_runbook
from pilotage.runbook.lint import lint_runbook
from pilotage.runbook.timing import timing_of

EVERY_KIND = pytest.mark.parametrize("kind", list(Kind), ids=lambda kind: kind.value)


@EVERY_KIND
@pytest.mark.parametrize("last", [False, True])
@pytest.mark.parametrize("pilot", [False, True])
def test_every_runbook_is_safe_to_run_r46(kind, last, pilot):
    assert lint_runbook(moored.runbook(kind, last=last, pilot=pilot)) == ()


@EVERY_KIND
def test_a_pilot_fits_a_window_of_ten_hours(kind):
    assert timing_of(moored.runbook(kind)).fits


@EVERY_KIND
def test_the_gate_before_the_point_of_no_return_is_signed_by_business_and_technology(kind):
    written = moored.runbook(kind)
    gate = moored.gates(written)["g3"]
    doors = [step for step in moored.steps(written).values() if step.point_of_no_return]

    assert (gate.business, gate.technical) == ("sponsor", "lead")
    assert doors
    assert gate.starts <= min(door.starts for door in doors)


def test_durations_scale_with_people_and_gigabytes():
    small = moored.steps(moored.runbook(users=10, gb=100))
    large = moored.steps(moored.runbook(users=60, gb=700))

    assert (small["devices"].minutes, large["devices"].minutes) == (36, 66)
    assert (small["devices"].undo_minutes, large["devices"].undo_minutes) == (23, 38)
    assert (small["final-delta-mail"].minutes, large["final-delta-mail"].minutes) == (23, 41)


def test_one_time_acts_belong_to_the_last_wave_only():
    assert "release-domain" not in moored.steps(moored.runbook())
    assert "release-domain" in moored.steps(moored.runbook(last=True))


def test_only_the_pilot_has_the_gate_of_the_pilot():
    assert "g1" in moored.gates(moored.runbook())
    assert "g1" not in moored.gates(moored.runbook(pilot=False, number=1))


def test_the_runbook_knows_members_roles_and_window():
    written = moored.runbook()

    assert written.members == ("Ana Quay", "Ben Pier", "Chen Dock", "Dara Mole")
    assert ("lead", "Chen Dock") in written.roles
    assert written.window == (moored.OPENS, moored.OPENS + timedelta(hours=10))
    assert written.title == "Pilot: Harbour to Quay"


def test_a_unit_without_a_name_keeps_its_id():
    written = write_runbook(
        moored.wave(),
        moored.engagement(),
        Kind.TENANT_TO_TENANT,
        checks=moored.CHECKS,
        movers=(),
        names={},
    )

    assert written.members == ("ana", "ben", "chen", "dara")


def test_keys_hold_when_the_wave_grows():
    small = [item.key for item in moored.runbook(users=4).items]

    assert sorted(small) == sorted(item.key for item in moored.runbook(users=400).items)
    assert "wave-0/complete-move" in small


def test_a_plan_without_dates_has_a_runbook_counted_from_t0():
    written = moored.runbook(starts_at=None, ends_at=None)

    assert written.window is None
    assert moored.steps(written)["announce-start"].starts == timedelta()
    assert moored.steps(written)["hand-out-copies"].starts == -timedelta(hours=1)


def test_calendar_moments_follow_the_zone_of_the_engagement():
    gate = moored.gates(moored.runbook())["g2"]

    assert moored.OPENS + gate.starts == datetime(2026, 2, 5, 14, tzinfo=UTC)


def test_the_same_wave_gives_the_same_runbook():
    assert moored.runbook() == moored.runbook()


def test_a_check_that_does_not_exist_stops_the_writing():
    with pytest.raises(CatalogueError, match="no check is called"):
        write_runbook(
            moored.wave(),
            moored.engagement(),
            Kind.TENANT_TO_TENANT,
            checks=(),
            movers=(),
            names={},
        )
