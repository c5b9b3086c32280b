"""A real organisation of 1,005 people, from its mail traffic to waves, runbooks and report."""

import json
from datetime import UTC, datetime

import pytest
from real.conftest import data
from real.organisations import PEOPLE_PER_WINDOW, email_eu_core

from pilotage.engine.run import run


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    data("email-eu-core")
    folder = tmp_path_factory.mktemp("core")
    now = datetime(2027, 1, 2, tzinfo=UTC)
    made = run(
        email_eu_core(folder / "core"),
        folder / "home",
        now=now,
        effort="quick",
        report=lambda what, done, of: None,
    )
    return made, folder / "home"


def test_every_person_and_every_pair_of_correspondents_is_read(done):
    [reading] = done[0].readings
    captures = reading.snapshot.captures

    assert {name: each.frame.height for name, each in captures.items()} == {
        "users": 1005,
        "mail_traffic": 25571,
    }
    assert captures["users"].frame["department"].n_unique() == 42
    assert (reading.left, reading.snapshot.refused) == ((), ())


def test_people_who_write_to_each_other_hang_on_each_other(done):
    graph = done[0].prepared.material.graph

    assert graph.units.height == 1005
    assert graph.edges.height == 16064
    assert set(graph.edges["rule"]) == {"mail_traffic"}


def test_everybody_moves_once_and_no_window_is_too_full(done):
    made, home = done
    plan = json.loads((home / "plan.json").read_text())

    assert plan["feasible"] is True
    assert len(plan["plan"]) == 1005
    assert sum(wave["users"] for wave in plan["waves"]) == 1005
    assert max(wave["users"] for wave in plan["waves"]) <= PEOPLE_PER_WINDOW
    assert made.prepared.material.plan.waves[0].users <= 40


def test_waves_keep_people_who_write_to_each_other_closer_than_departments_by_number_do(done):
    made, home = done
    material = made.prepared.material
    wave = json.loads((home / "plan.json").read_text())["plan"]
    rows = done[0].readings[0].snapshot.captures["users"].frame.sort("department", "user")
    by_department = {
        user: place // PEOPLE_PER_WINDOW for place, user in enumerate(rows["user"].to_list())
    }

    edges = material.graph.edges.select("dependent", "needs", "weight").rows()

    def cost(of):
        return sum(weight * abs(of[one] - of[other]) for one, other, weight in edges)

    assert cost(wave) < cost(by_department)


def test_the_report_and_a_runbook_per_wave_are_there(done):
    made, home = done
    moving = [wave for wave in made.prepared.material.plan.waves if wave.members]

    assert (home / "report.html").stat().st_size > 50_000
    assert len(list((home / "runbooks").glob("wave-*.html"))) == len(moving)
