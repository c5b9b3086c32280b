"""A schedule keeps everything, is short and the same again, and says what sets its end."""

import csv
import io
import tarfile
from dataclasses import replace
from itertools import permutations

import pytest
from harbour import SHARED
from hypothesis import given
from hypothesis import strategies as st
from plan.schedule.projects import HEALTHY, complaints, invented, read_psplib

from pilotage.facts.errors import Infeasible, InputError
from pilotage.plan.schedule import Link, Project, Resource, Task, schedule

SEEDS = st.integers(0, 10_000)


def changed(id, **changes):
    """Return the healthy project with one task changed."""
    tasks = (replace(task, **changes) if task.id == id else task for task in HEALTHY.tasks)
    return replace(HEALTHY, tasks=tuple(tasks))


def test_the_healthy_project_ends_in_its_first_window():
    made = schedule(HEALTHY)

    assert complaints(HEALTHY, made) == []
    assert (made.makespan, made.proven) == (12, True)
    assert made.critical == ("cut over", "handed over")


def test_a_project_without_tasks_ends_at_once():
    made = schedule(Project(()))

    assert (made.tasks, made.makespan, made.bound, made.critical) == ((), 0, 0, ())


@given(SEEDS)
def test_a_schedule_keeps_every_limit(seed):
    project = invented(seed, 12)

    made = schedule(project, "quick")

    assert complaints(project, made) == []
    assert made.bound <= made.makespan


@given(SEEDS)
def test_no_order_of_the_tasks_ends_sooner_than_a_proven_schedule(seed):
    tasks = tuple(replace(task, earliest=0) for task in invented(seed, 5).tasks)
    project = Project(tasks, (), invented(seed, 5).resources)

    made = schedule(project)

    assert made.proven
    assert made.makespan == min(_in_turn(project, order) for order in permutations(tasks))


def _in_turn(project, order):
    """Return when the last ends if each task in turn takes the first place that it fits in."""
    taken, last = {}, 0
    for task in order:
        begin = 0
        while any(
            _short(project, taken, task, tick) for tick in range(begin, begin + task.duration)
        ):
            begin += 1
        for tick in range(begin, begin + task.duration):
            for name, need in task.needs.items():
                taken[name, tick] = taken.get((name, tick), 0) + need
        last = max(last, begin + task.duration)
    return last


def _short(project, taken, task, tick):
    has = {
        each.id: [amount for since, amount in each.capacity if since <= tick][-1]
        for each in project.resources
    }
    return any(taken.get((name, tick), 0) + need > has[name] for name, need in task.needs.items())


@given(SEEDS)
def test_a_task_that_starts_at_its_latest_delays_nothing(seed):
    project = invented(seed, 10)
    made = schedule(project, "quick")

    for timed in made.tasks:
        assert timed.slack >= 0
        held = tuple(
            replace(task, earliest=timed.latest) if task.id == timed.id else task
            for task in project.tasks
        )
        late = tuple(replace(task, latest=made.makespan - task.duration) for task in held)
        again = schedule(replace(project, tasks=late), "quick")
        assert again.makespan <= made.makespan


def test_the_same_seed_gives_the_same_schedule():
    project = invented(7, 40)

    assert schedule(project, "quick", 3) == schedule(project, "quick", 3)


def test_more_of_a_resource_never_ends_later_when_proven():
    project = invented(3, 10, calendars=False)
    more = replace(project, resources=tuple(Resource.always(f"r{at}", 16) for at in range(3)))

    one, two = schedule(project), schedule(more)

    assert one.proven
    assert two.makespan <= one.makespan


def test_the_critical_path_runs_through_a_shared_resource():
    tasks = (Task("mail", 3, {"line": 1}), Task("files", 4, {"line": 1}), Task("note", 1))

    made = schedule(Project(tasks, (), (Resource.always("line", 1),)))

    assert made.makespan == 7
    assert set(made.critical) == {"mail", "files"}
    assert {timed.id: timed.slack for timed in made.tasks} == {
        "mail": 0,
        "files": 0,
        "note": 6,
    } or (made.tasks[2].slack == 6)
    assert (
        made.tasks[[t.start for t in made.tasks].index(max(made.starts.values()))].binding == "line"
    )


def test_an_absence_moves_the_work_behind_it():
    away = Resource("engineer", ((0, 2), (3, 0), (8, 2)))
    project = replace(HEALTHY, resources=(away, HEALTHY.resources[1]))

    made = schedule(project)

    assert complaints(project, made) == []
    assert made.starts["rehearse"] >= 8


INFEASIBLE = {
    "a ring": (
        replace(HEALTHY, links=(*HEALTHY.links, Link("cut over", "match"))),
        ("wait for each other", "match", "rehearse", "cut over"),
    ),
    "a need above any capacity": (
        changed("match", needs={"engineer": 3}),
        ("match needs 3 of engineer", "never has more than 2"),
    ),
    "a window too short": (
        changed("cut over", windows=((10, 11), (20, 21))),
        ("cut over takes 2 ticks", "longest window has 1"),
    ),
    "a latest start before what it waits for": (
        changed("cut over", windows=(), latest=4),
        ("cut over", "waits for seed until 6", "must begin by 4"),
    ),
    "two tasks in one place": (
        Project(
            (Task("one", 4, {"line": 1}, latest=2), Task("two", 4, {"line": 1}, latest=3)),
            (),
            (Resource.always("line", 1),),
        ),
        ("one, two must lie between 0 and 7", "need 8 ticks of line", "has 7"),
    ),
    "a calendar that ends": (
        Project((Task("one", 4, {"line": 1}),), (), (Resource("line", ((0, 1), (3, 0))),)),
        ("one takes 4 ticks", "line has no room"),
    ),
}


@pytest.mark.parametrize(("project", "says"), INFEASIBLE.values(), ids=INFEASIBLE)
def test_no_schedule_is_an_answer_with_names(project, says):
    with pytest.raises(Infeasible) as raised:
        schedule(project)

    for part in says:
        assert part in str(raised.value)


ODD = {
    "a task twice": (Project((Task("one", 1), Task("one", 2))), "'one' stands twice"),
    "a link to nothing": (Project((Task("one", 1),), (Link("one", "two"),)), "'two', which is no"),
    "a need of nothing": (Project((Task("one", 1, {"line": 1}),)), "'line', which is no resource"),
    "a duration below 0": (Project((Task("one", -1),)), "'one' has a number below 0"),
    "a capacity from 1 on": (
        Project((), (), (Resource("line", ((1, 1),)),)),
        "'line' does not begin at 0",
    ),
}


@pytest.mark.parametrize(("project", "says"), ODD.values(), ids=ODD)
def test_a_project_that_makes_no_sense_is_refused_with_its_entry(project, says):
    with pytest.raises(InputError, match=says):
        schedule(project)


def test_a_thousand_tasks_come_back():
    project = invented(1, 1_000)

    made = schedule(project, "quick")

    assert complaints(replace(project, resources=()), made) == []
    assert made.makespan < 1.3 * made.bound


@pytest.mark.parametrize("name", ["j301_1", "j309_5", "j3025_1", "j3029_9", "j3045_3"])
def test_library_projects_reach_the_published_optimum(name, tmp_path):
    folder = SHARED / "data" / "psplib"
    if not folder.is_dir():
        pytest.skip("shared data absent")
    with tarfile.open(folder / "psplib-j30-480.tar.xz") as packed:
        member = packed.extractfile(f"j30.sm/{name}.sm")
        assert member is not None
        (tmp_path / name).write_bytes(member.read())
    rows = csv.DictReader(io.StringIO((folder / "j30-optimum.csv").read_text()))
    optimum = {row["problem"]: int(row["optimum"]) for row in rows}

    made = schedule(read_psplib(tmp_path / name))

    assert (made.makespan, made.proven) == (optimum[f"{name}.sm"], True)
