import numpy as np
from harbour import tenant
from plan.built import DELEGATE, MAIL, ROOMY, STAFF, build, graph

from pilotage.plan import as_plan, solve

LAPTOPS = [{"device": "laptop-1", "owner": "dara"}, {"device": "laptop-2", "owner": "dara"}]


def test_a_device_follows_its_owner_and_the_owner_is_not_told_so():
    devices = [(name, "device", name, None) for name in ("laptop-1", "laptop-2")]
    problem = build(ROOMY, snapshot=tenant(devices=LAPTOPS), seen=graph(units=devices))
    plan = as_plan(problem, solve(problem, effort="quick"))

    assert plan.wave_of["laptop-1"] == plan.wave_of["laptop-2"] == plan.wave_of["dara"]
    assert plan.why["laptop-1"].startswith("must move together with dara")
    assert "laptop" not in plan.why["dara"]


def test_the_published_plan_has_windows_cuts_with_reasons_and_a_why_for_everyone():
    seen = graph([DELEGATE, MAIL], STAFF)
    problem = build(ROOMY + 'people = ["dara"]\n', seen=seen)
    answer = solve(problem)
    plan = as_plan(problem, answer, seen)

    assert plan.wave_of == dict(zip(problem.units.id, answer.wave.tolist(), strict=True))
    assert plan.why.keys() == plan.wave_of.keys()
    assert "Ana" in plan.why["ben"]
    assert [wave.pilot for wave in plan.waves] == [True, *[False] * (len(plan.waves) - 1)]
    assert all(wave.starts_at and wave.ends_at and wave.cap_gb == -1 for wave in plan.waves)
    assert sum(len(wave.members) for wave in plan.waves) == 5
    assert [cut.because for cut in plan.cuts] == ["Dara wrote 40 messages to Ana"]
    assert plan.cuts[0].waves_apart == abs(plan.wave_of["dara"] - plan.wave_of["ana"])


def test_without_the_graph_cuts_carry_the_type_of_the_edge():
    problem = build(ROOMY, seen=graph([MAIL]))
    answer = solve(problem)
    wave = np.where(np.array(problem.units.id) == "dara", 0, 1)
    moved = as_plan(problem, type(answer)(wave, answer.objective, 0, "quick"))

    assert [(cut.rule, cut.waves_apart) for cut in moved.cuts] == [("mail_traffic", 1)]
