"""Counts of people: each once, at the worst item."""

from __future__ import annotations

from dataclasses import replace

from harbour import HEALTHY, PEOPLE, user, without
from ready import READY, SOURCE, ready

from pilotage.assess.waves import wave_readiness
from pilotage.facts.plan import Objective, Plan
from pilotage.facts.runbook import Kind
from pilotage.facts.tables import HOLDS
from pilotage.facts.wave_readiness import WaveCount

PLAN = Plan("p", (), {"ana": 0, "ben": 0, "chen": 1, "dara": 1}, Objective(0, 0, 0))
ALONE = {"source": {"holds": [], "identity_map": SOURCE["identity_map"][:3]}}
"""Dara is not on the map."""


def test_counts_are_of_people_and_a_wave_goes_only_when_all_are_ready():
    found = wave_readiness(ready(**ALONE), PLAN)

    assert found.counts == (WaveCount(0, 2, 0, 0, 2), WaveCount(1, 2, 1, 0, 1))
    assert [each.may_go for each in found.counts] == [True, False]


def test_unknown_people_keep_a_wave_from_going():
    healthy = ready()
    blind = replace(healthy, source=without(healthy.source, HOLDS, "no permission"))

    found = wave_readiness(blind, PLAN)

    assert found.counts == (WaveCount(0, 2, 0, 2, 0), WaveCount(1, 2, 0, 2, 0))
    assert not any(each.may_go for each in found.counts)


def test_people_stand_worst_first_with_the_items_that_block_them():
    found = wave_readiness(ready(**ALONE), PLAN).people

    assert found["person"].to_list() == ["ana", "ben", "dara", "chen"]
    assert found.filter(person="dara")["blocking"].to_list() == [["identity"]]
    assert found.filter(person="ana")["blocking"].to_list() == [[]]


def test_nobody_moves_without_a_source():
    found = wave_readiness(replace(ready(), source=None), PLAN)

    assert found.items.is_empty()
    assert found.counts == ()


def test_a_migration_in_which_accounts_stay_asks_only_whom_to_ring():
    stays = replace(READY.migration, kind=Kind.INFRASTRUCTURE_MODERNIZATION)

    found = wave_readiness(ready(migration=stays), PLAN)

    assert set(found.items["item"]) == {"contact"}


def test_two_people_of_one_name_stay_two():
    twin = user("eve", name="Ana", department="Office")
    source = {"holds": [], "users": [*HEALTHY["users"], twin]}
    found = wave_readiness(ready(source=source), replace(PLAN, wave_of=PLAN.wave_of | {"eve": 0}))

    assert sorted(found.people["person"]) == sorted([*PEOPLE, "eve"])
